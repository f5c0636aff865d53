// Cite a text with citeproc-js, in a process of its own:
// node with_citeproc.mjs WORK STYLE OUT LOCALES CITEPROC WAY
// WAY is "rebuild" (all citations at once) or "process" (one after another).
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [work, style, out, locales, citeproc, way] = process.argv.slice(2);
const CSL = createRequire(import.meta.url)(citeproc);
const read = (file) => readFileSync(file, "utf8");

const items = new Map(JSON.parse(read(`${work}/library.json`)).map((item) => [item.id, item]));
const engine = new CSL.Engine(
  {
    retrieveLocale: (name) => read(`${locales}/locales-${name}.xml`),
    retrieveItem: (id) => items.get(id),
  },
  read(style),
  "en-US",
  true,
);
const notes = engine.opt.class === "note";
const citations = JSON.parse(read(`${work}/clusters.json`)).map((citation, number) => ({
  ...citation,
  properties: { ...citation.properties, noteIndex: notes ? number + 1 : 0 },
}));

function rebuild() {
  return engine.rebuildProcessorState(citations, "html", []).map(([, , text]) => text);
}

function processInOrder() {
  const texts = [];
  const before = [];
  for (const citation of citations) {
    for (const [index, text] of engine.processCitationCluster(citation, before, [])[1]) {
      texts[index] = text;
    }
    before.push([citation.citationID, citation.properties.noteIndex]);
  }
  return texts;
}

const clusters = way === "rebuild" ? rebuild() : processInOrder();
const [settings, entries] = engine.makeBibliography();
writeFileSync(out, JSON.stringify({ clusters, entries, keys: settings.entry_ids.flat() }));
