// The pages, as frontend/pages.toml lists them.

import { readFileSync } from "node:fs";

const list = readFileSync(new URL("../../../frontend/pages.toml", import.meta.url), "utf8");

/** The first address of each page. */
export const PAGES = [...list.matchAll(/^addresses = \["([^"]+)"/gm)].map(([, first]) => first);
