// Opens pages in Chromium, narrow and wide, light and dark, and prints what it saw as JSON.
// Usage: node open.mjs TOOLS CHROMIUM PAGE…
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [tools, executablePath, ...pages] = process.argv.slice(2);
const require = createRequire(`${tools}/package.json`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const seen = [];
for (const page of pages)
  for (const width of [360, 1100]) for (const colorScheme of ["light", "dark"]) seen.push(await open(page, width, colorScheme));
await browser.close();
console.log(JSON.stringify(seen));

async function open(file, width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  const found = { page: file, width, colorScheme, requests: [], errors: [] };
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("data:") && url !== address) found.requests.push(url);
  });
  page.on("pageerror", (error) => found.errors.push(String(error)));
  await page.route(/^https?:/, (route) => route.abort());
  await page.goto(address);
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  found.wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.evaluate(axe);
  found.violations = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ["violations"] })).violations.map((one) => one.id));
  await context.close();
  return found;
}
