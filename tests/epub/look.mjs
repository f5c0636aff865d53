// Opens pages of an unzipped EPUB in Chromium at several widths and reports, as JSON, what runs over the page,
// which text is set in a font that the book does not bring, and what is fetched from elsewhere.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , tools, executablePath, ...pages] = process.argv;
const { chromium } = createRequire(tools + "/")("playwright-core");
const views = [
  { name: "phone", width: 360, height: 740, colorScheme: "light" },
  { name: "tablet", width: 768, height: 1024, colorScheme: "dark" },
];
const asked = ["h1", "h2", "p", "em", "code", "figcaption", "th", "td", ".box-label", ".backlink", ".key", "mi", "mn"];
const found = { overflow: [], fallback: [], fetched: [] };

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (const { name, width, height, colorScheme } of views) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) found.fetched.push(request.url());
  });
  const session = await page.context().newCDPSession(page);
  for (const path of pages) {
    await page.goto(pathToFileURL(path).href);
    await page.evaluate(() => document.fonts.ready);
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.overflow.push([name, path]);
    await session.send("DOM.enable");
    await session.send("CSS.enable");
    const { root } = await session.send("DOM.getDocument");
    for (const selector of asked) {
      const { nodeIds } = await session.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector });
      for (const nodeId of nodeIds) {
        const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
        for (const font of fonts.filter((f) => !f.isCustomFont)) found.fallback.push([path, selector, font.familyName]);
      }
    }
  }
  await page.close();
}
await browser.close();
console.log(JSON.stringify(found));
