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

// Runs in the app: says whether an element of the page is in sight.
function inSight(ident) {
  const [contents] = rendition.getContents();
  const at = contents.document.getElementById(ident).getBoundingClientRect().left;
  const frame = contents.window.frameElement.getBoundingClientRect().left;
  return at + frame >= -1 && at + frame < innerWidth;
}

// Clicks a link of the page, whose target is out of sight, and says whether it then comes into sight.
async function go(page, link, target) {
  if (await page.evaluate(inSight, target)) return false;
  await page.evaluate((link) => rendition.getContents()[0].document.querySelector(link).click(), link);
  return page.waitForFunction(inSight, target, { timeout: 5000 }).then(() => true, () => false);
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: screen });
// An app has an address, without which epub.js cannot resolve links.
await page.route("http://app.example/", (route) => route.fulfill({ contentType: "text/html", body: "" }));
await page.goto("http://app.example/");
for (const item of await opened(page, tools, readFileSync(book).toString("base64"), screen)) {
  await page.evaluate((item) => rendition.display(item), item);
  for (let index = 0; ; index += 1) {
    const note = await page.evaluate(follow, index);
    if (!note) break;
    note.gone = await go(page, `#${note.reference}`, note.note);
    note.back = await go(page, `#${note.note} a[role=doc-backlink]`, note.reference);
    found.push(note);
  }
}
await browser.close();
console.log(JSON.stringify(found));
