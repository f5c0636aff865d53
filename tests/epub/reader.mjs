// A reading app, as far as it matters for a page: epub.js in Chromium, with the colours of three themes.
import { createRequire } from "node:module";

export const themes = {
  light: { color: "#000000", background: "#ffffff" },
  sepia: { color: "#4a3a2a", background: "#f4ecd8" },
  dark: { color: "#dcdcdc", background: "#121212" },
};

// Opens a book, given in base64, and returns the addresses of its spine.
export async function opened(page, tools, data, { width, height }) {
  const need = createRequire(tools + "/");
  await page.setContent('<body style="margin:0"><div id="reader"></div></body>');
  for (const script of ["jszip/dist/jszip.min.js", "epubjs/dist/epub.min.js"]) {
    await page.addScriptTag({ path: need.resolve(script) });
  }
  return page.evaluate(async ([data, width, height, themes]) => {
    window.book = ePub();
    await book.open(Uint8Array.from(atob(data), (c) => c.charCodeAt(0)).buffer);
    const options = { width, height, spread: "none", allowScriptedContent: true };
    window.rendition = book.renderTo("reader", options);
    for (const [name, { color, background }] of Object.entries(themes)) {
      rendition.themes.register(name, {
        body: { color: `${color} !important`, background: `${background} !important` },
      });
    }
    await rendition.display();
    return book.spine.items.map((item) => item.href);
  }, [data, width, height, themes]);
}

// Shows a place of the book in a theme; the app's own ground has its colour too, as beside the text.
export async function themed(page, theme, place) {
  await page.evaluate(async ([theme, place, background]) => {
    document.body.style.background = background;
    rendition.themes.select(theme);
    if (place) await rendition.display(place);
    for (const contents of rendition.getContents()) await contents.document.fonts.ready;
  }, [theme, place, themes[theme].background]);
}
