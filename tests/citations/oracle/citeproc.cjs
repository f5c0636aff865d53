// Run citeproc-js over the jobs on standard input; write, per job, its citations and its bibliography as HTML.
"use strict";
const fs = require("fs");
const CSL = require("../../tools/node_modules/citeproc");

const { items, locales, jobs } = JSON.parse(fs.readFileSync(0, "utf8"));
const byId = Object.fromEntries(items.map((item) => [item.id, item]));

function run({ style, language, citations }) {
  const system = {
    retrieveLocale: (tag) => (fs.existsSync(`${locales}/locales-${tag}.xml`)
      ? fs.readFileSync(`${locales}/locales-${tag}.xml`, "utf8") : false),
    // A copy: the processor writes into what it is given.
    retrieveItem: (id) => ({ ...JSON.parse(JSON.stringify(byId[id])), system_id: id }),
    // An entry of which nothing is written has no place in the list, so each tells whose it is.
    embedBibliographyEntry: (id) => `<!--${id}-->`,
  };
  const engine = new CSL.Engine(system, style, language, true);
  const written = {};
  for (const [id, , html] of engine.rebuildProcessorState(citations, "html")) written[id] = html;
  const made = engine.makeBibliography();
  const entries = made[1].map((html) => html.match(/<!--(.*)-->/)[1]);
  const bibliography = Object.fromEntries(entries.map((id, at) => [id, made[1][at]]));
  return { citations: written, bibliography };
}

CSL.debug = () => {};
const out = jobs.map((job) => {
  try {
    return run(job);
  } catch (error) {
    return { error: String(error) };
  }
});
process.stdout.write(JSON.stringify(out));
