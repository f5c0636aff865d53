// Follows every reference to a note of an EPUB in epub.js, as apps do that open notes where the reader is and as those do
// that only follow links, and reports as JSON: what would be shown, whether the note can be gone to, and the way back.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { opened } from "./reader.mjs";

const [, , tools, executablePath, book] = process.argv;
const { chromium } = createRequire(tools + "/")("playwright-core");
const screen = { width: 360, height: 640 };
const found = [];

// Runs in the app: an app opens what a link of epub:type noteref leads to if that is of epub:type footnote.
function follow(index) {
  const [{ document }] = rendition.getContents();
  const kind = (e) => (e?.getAttribute("epub:type") || "").split(" "); // epub.js reads pages as HTML, without namespaces
  const reference = [...document.querySelectorAll("a")].filter((a) => kind(a).includes("noteref"))[index];
  if (!reference) return null;
  const note = document.getElementById(reference.getAttribute("href").split("#")[1]);
  const popup = document.createElement("div");
  if (kind(note).includes("footnote")) popup.innerHTML = note.innerHTML;
  popup.querySelectorAll("[role=doc-backlink]").forEach((back) => back.remove());
  return { opened: popup.textContent.trim().replace(/[ \n]+/g, " "), reference: reference.id, note: note?.id };
}

// Clicks a link of the page and says whether its target is then in sight.
async function go([link, target]) {
  const [{ document }] = rendition.getContents();
  const arrived = new Promise((done) => rendition.once("relocated", done));
  document.querySelector(link).click();
  await Promise.race([arrived, new Promise((done) => setTimeout(done, 3000))]);
  const [contents] = rendition.getContents();
  const frame = contents.window.frameElement.getBoundingClientRect();
  const left = contents.document.getElementById(target).getBoundingClientRect().left;
  return left + frame.left >= -1 && left + frame.left < innerWidth || `${left} ${frame.left} ${frame.width}`;
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: screen });
for (const item of await opened(page, tools, readFileSync(book).toString("base64"), screen)) {
  await page.evaluate((item) => rendition.display(item), item);
  for (let index = 0; ; index += 1) {
    const note = await page.evaluate(follow, index);
    if (!note) break;
    note.gone = await page.evaluate(go, [`#${note.reference}`, note.note]);
    note.back = await page.evaluate(go, [`#${note.note} a[role=doc-backlink]`, note.reference]);
    found.push(note);
  }
}
await browser.close();
console.log(JSON.stringify(found));
