// Takes pictures of places in EPUBs as epub.js shows them: in three themes, on a phone and on a small tablet.
// Arguments: the folder with the npm tools, Chromium, a folder for the pictures, then for each picture its name, its
// book and the place. Writes NAME-THEME-WIDTH.png.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { opened, themed } from "./reader.mjs";

const [, , tools, executablePath, pictures, ...asked] = process.argv;
const { chromium } = createRequire(tools + "/")("playwright-core");
const screens = [{ width: 360, height: 640 }, { width: 600, height: 800 }];

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (let at = 0; at < asked.length; at += 3) {
  const [name, book, place] = asked.slice(at, at + 3);
  const data = readFileSync(book).toString("base64");
  for (const viewport of screens) {
    const page = await browser.newPage({ viewport, deviceScaleFactor: 1.5 });
    await opened(page, tools, data, viewport);
    for (const theme of ["light", "sepia", "dark"]) {
      await themed(page, theme, place);
      await page.screenshot({ path: join(pictures, `${name}-${theme}-${viewport.width}.png`) });
    }
    await page.close();
  }
}
await browser.close();
