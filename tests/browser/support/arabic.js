// A language that is written from right to left. None is offered yet: this one is English in Arabic letters, put into a
// page on its way to the browser.

import { createHash } from "node:crypto";

// What texts-compiler writes for Arabic: direction and plural rule.
const HEADER = "rtl\nz1o1t1f8m\u0089x3f8m";
const LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنه";
const MARKED = /(\u0001.)|([\u0002\u0003].)|([a-z])/giu;

/** Returns a compiled text in Arabic letters: marks stay, and each value keeps its own direction. */
function pseudo(text) {
  return text.replace(MARKED, (all, value, mark, letter) => {
    if (letter) return LETTERS[letter.toLowerCase().charCodeAt(0) - 97];
    return value ? `\u2068${value}\u2069` : mark;
  });
}

/** Offers the language to a browser's page and makes it the reader's. `url` is the page's address. */
export async function speakArabic(page, url) {
  const at = (path) => new URL(path, url).href;
  const read = async (path) => (await fetch(at(path))).text();
  const serve = async (name, body, contentType) => {
    const digest = createHash("sha256").update(body).digest("base64");
    await page.route(at(`/assets/${name}`), (route) => route.fulfill({ body, contentType }));
    return [`/assets/${name}`, `sha256-${digest}`];
  };
  let document = await read(url);
  // Serves a changed copy of an asset that the document names with its digest.
  const change = async (pattern, name, contentType, edit) => {
    const [whole, path] = document.match(pattern);
    const [copy, digest] = await serve(name, edit(await read(path)), contentType);
    document = document.replace(whole, whole.replace(path, copy).replace(/sha256-[^" ]+/, digest));
  };

  const [, first] = document.match(/id="texts-en" content="([^ ]+)/);
  const [header, ...texts] = (await read(first)).split("\0");
  const rest = (await read(header.split("\n")[2].split(" ")[0])).split("\0");
  const plain = "text/plain; charset=utf-8";
  const more = await serve("texts-more-ar.txt", rest.map(pseudo).join("\0"), plain);
  const begin = await serve("texts-ar.txt", [`${HEADER}\n${more.join(" ")}`, ...texts.map(pseudo)].join("\0"), plain);
  await change(/src="(\/assets\/start-[^"]+)" integrity="[^"]+"/, "start-ar.js", "text/javascript", (script) =>
    script.replace('{"en":', '{"ar":"rtl","en":'),
  );
  await change(/href="(\/assets\/styles-[^"]+)" integrity="[^"]+"/, "styles-ar.css", "text/css", (styles) =>
    `${styles}[lang=ar] .start [lang=ar]{display:inline}`,
  );
  document = document
    .replace("</title>", `</title><meta id="texts-ar" content="${begin.join(" ")}">`)
    .replace('id="languages" content="', 'id="languages" content="ar العربية,')
    .replace(/<span lang="en">([^<]*)/g, (english, text) => `<span lang="ar" dir="rtl">${pseudo(text)}</span>${english}`);
  await page.route(url, async (route) => route.fulfill({ response: await route.fetch(), body: document }));
  await page.route("**/api/config", async (route) => {
    const response = await route.fetch();
    const config = await response.json();
    return route.fulfill({ response, json: { ...config, languages: ["ar", ...config.languages] } });
  });
}
