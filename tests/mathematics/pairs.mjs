// Sets formulas by MathJax with the face STIX Two, and takes pictures of each formula, as given and as MathJax sets it.
// Arguments: the folder with the npm tools, Chromium, a folder for the pictures. Standard input: {em, pairs: [{name, tex,
// given: {svg, up, down, across}}]}, with em in px and lengths in em. Writes NAME.png, with the given one in the upper half
// and MathJax's in the lower; their left edges agree, and their baselines in each half.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [, , tools, executablePath, pictures] = process.argv;
const require = createRequire(tools + "/");
const { em, pairs } = JSON.parse(readFileSync(0, "utf8"));
const face = "mathjax-stix2";

globalThis.console.warn = () => {}; // the face is one patch older than MathJax, which says so
const MathJax = require("mathjax");
await MathJax.init({
  loader: { load: ["input/tex", "output/svg"], paths: { [face]: join(tools, "node_modules/@mathjax", face + "-font") } },
  output: { font: face },
  svg: { fontCache: "none" },
});

async function mathjax(tex) {
  const { adaptor } = MathJax.startup;
  const [svg] = adaptor.tags(await MathJax.tex2svgPromise(tex, { display: true }), "svg");
  const [, top, across, height] = adaptor.getAttribute(svg, "viewBox").split(" ").map((units) => units / 1000);
  adaptor.removeAttribute(svg, "style");
  return { svg: adaptor.serializeXML(svg), up: -top, down: height + top, across };
}

const browser = await require("playwright-core").chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage();
for (const { name, tex, given } of pairs) {
  const both = { given, mathjax: await mathjax(tex) };
  const above = Math.max(given.up, both.mathjax.up) + 0.5;
  const height = Math.ceil((above + Math.max(given.down, both.mathjax.down) + 0.5) * em);
  const images = Object.values(both).map(({ svg, up, down }, n) =>
    `<img src="data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}"
      style="left:${em}px;top:${n * height + (above - up) * em}px;height:${(up + down) * em}px">`);
  await page.setContent("<style>body { margin: 0 } img { position: absolute }</style>" + images.join(""));
  const width = Math.ceil((Math.max(given.across, both.mathjax.across) + 2) * em);
  const clip = { x: 0, y: 0, width, height: 2 * height };
  await page.screenshot({ path: join(pictures, `${name}.png`), clip, fullPage: true });
}
await browser.close();
