// Opens every spine item of EPUBs with epub.js, as a reading app does, in three themes and three widths, and reports as
// JSON: what is wider than its column, text whose contrast is too low, and what axe finds.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { opened, themed, themes } from "./reader.mjs";

const [, , tools, executablePath, ...books] = process.argv;
const need = createRequire(tools + "/");
const { chromium } = need("playwright-core");
const axe = readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");
const widths = [320, 600, 1200];
const found = { items: 0, wide: [], contrast: [], axe: [] };

// Runs inside the page of the book: what sticks out of the column, and what cannot be read.
function inspect(document, column) {
  const view = document.defaultView;
  const name = (e) => `${e.localName}${e.id ? "#" + e.id : ""}.${(e.getAttribute("class") || "").replace(/ /g, ".")}`;
  const parse = (text) => {
    const [r, g, b, a = 1] = (text.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
    return { r, g, b, a };
  };
  const over = (top, below) => {
    const mix = (k) => top[k] * top.a + below[k] * (1 - top.a);
    return { r: mix("r"), g: mix("g"), b: mix("b"), a: 1 };
  };
  const ground = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(parse(view.getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), { r: 255, g: 255, b: 255, a: 1 });
  };
  const light = ({ r, g, b }) => {
    const [R, G, B] = [r, g, b].map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * R + 0.7152 * G + 0.0722 * B;
  };
  const wide = [], faint = [];
  for (const e of document.body.querySelectorAll("*")) {
    if (!e.closest(".scrolls") || e.matches(".scrolls")) {
      const width = Math.max(0, ...[...e.getClientRects()].map((r) => r.width));
      if (width > column + 1) wide.push(`${name(e)} ${Math.round(width)}`);
    }
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !e.getClientRects().length) continue;
    const behind = ground(e), style = view.getComputedStyle(e);
    const ink = over(parse(style.color), behind);
    const [high, low] = [light(ink), light(behind)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) faint.push(`${name(e)} ${ratio.toFixed(2)}`);
  }
  return { wide, faint };
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (const path of books) {
  const data = readFileSync(path).toString("base64");
  for (const width of widths) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    for (const item of await opened(page, tools, data, { width, height: 900 })) {
      for (const theme of Object.keys(themes)) {
        await themed(page, theme, theme === "light" ? item : "");
        const seen = await page.evaluate((inspect) => {
          const [contents] = rendition.getContents();
          const column = parseFloat(getComputedStyle.call(contents.window, contents.document.body).columnWidth) || contents.width();
          return { column, ...new Function(`return ${inspect}`)()(contents.document, column) };
        }, inspect.toString());
        found.items += 1;
        const where = [basename(path), item, theme, width];
        seen.wide.forEach((what) => found.wide.push([...where, what]));
        seen.faint.forEach((what) => found.contrast.push([...where, what]));
      }
      if (width !== 600) continue;
      const bad = await page.evaluate(async (axe) => {
        const [contents] = rendition.getContents();
        contents.window.eval(axe);
        // The view port is epub.js's own; a chapter is a part of a publication, whose landmarks the reading system has.
        const foreign = ["meta-viewport", "landmark-one-main", "page-has-heading-one", "color-contrast"];
        const rules = Object.fromEntries(foreign.map((rule) => [rule, { enabled: false }]));
        const result = await contents.window.axe.run(contents.document, { rules });
        return result.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 120)}`);
      }, axe);
      bad.forEach((what) => found.axe.push([basename(path), item, what]));
    }
    await page.close();
  }
}
await browser.close();
console.log(JSON.stringify(found));
