// Opens HTML decks in Chromium, slide by slide, and prints what it saw as JSON: requests, script errors, what overflows, axe's violations.
// Usage: node present.mjs TOOLS CHROMIUM light|dark axe|plain DECK…
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [tools, executablePath, colorScheme, depth, ...decks] = process.argv.slice(2);
const require = createRequire(`${tools}/package.json`);
const { chromium } = require("playwright-core");
const axe = depth === "axe" ? readFileSync(require.resolve("axe-core/axe.min.js"), "utf8") : "";

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const seen = {};
for (const deck of decks) seen[deck] = await present(deck);
await browser.close();
console.log(JSON.stringify(seen));

async function present(deck) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, colorScheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  const address = pathToFileURL(deck).href;
  const found = { requests: [], errors: [], overflows: [], violations: [] };
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("data:") && url !== address) found.requests.push(url);
  });
  page.on("pageerror", (error) => found.errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && found.errors.push(message.text()));
  await page.goto(address);
  await page.waitForFunction(() => window.Reveal && Reveal.isReady(), null, { timeout: 10000 });
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => Reveal.configure({ fragments: false })); // what is shown step by step is judged too
  if (axe) await page.evaluate(axe);
  found.slides = await page.evaluate(() => Reveal.getTotalSlides());
  for (let number = 0; number < found.slides; number += 1) {
    await page.evaluate((at) => Reveal.slide(at), number);
    found.overflows.push(...(await page.evaluate(overflows, number + 1)));
    if (axe) found.violations.push(...(await page.evaluate(violations, number + 1)));
  }
  await context.close();
  return found;
}

function overflows(number) {
  const slide = Reveal.getCurrentSlide();
  const parts = [slide, ...slide.querySelectorAll(".label, .title, .body, .caption, .footer, .number, .picture, th, td")];
  const shown = parts.filter((part) => part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1);
  return shown.map((part) => [number, part.className || part.tagName, part.scrollHeight - part.clientHeight, part.scrollWidth - part.clientWidth]);
}

async function violations(number) {
  const { violations: all } = await axe.run(document, { resultTypes: ["violations"] });
  return all.map((one) => [number, one.id, one.nodes[0].html.slice(0, 200)]);
}
