// A slow network, and a proxy of the instance whose page is one file instead of two.

import { createServer, request } from "node:http";
import { buffer } from "node:stream/consumers";

import { address } from "./instance.js";

// 1.6 Mbit/s down, 750 kbit/s up, 150 ms.
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

/** The module of a page that runs its first step. */
export const FIRST_PART = /\/(?!later-)[^/]+\.wasm$/;

/** Makes the network of a page slow. */
export async function slowDown(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW);
}

/**
 * Starts a proxy of the instance, and returns its URL and a function that stops it. If `isOneFile`, the first part is
 * followed by the bytes of the second, and the second is nowhere: the page does not run, but its bytes arrive.
 */
export async function startProxy(isOneFile) {
  const server = createServer(async (asked, answer) => {
    const { status, headers, body } = await forward(asked.url, asked.headers);
    const content = isOneFile ? await joined(asked, headers, body) : body;
    answer.writeHead(status, { ...headers, "content-length": content.length });
    answer.end(content);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.closeAllConnections() ?? server.close() };
}

let later;

/** Returns the content of a file of a page that is in one file. */
async function joined(asked, headers, body) {
  if (/^text\/html/.test(headers["content-type"])) {
    const named = /<meta id="later" content="([^ ]+) [^>]*>/;
    const { body: document } = await forward(asked.url, {});
    // The page at addresses that do not exist has one part.
    const found = document.toString().match(named);
    if (!found) return body;
    later = found[1];
    delete headers["content-encoding"];
    return Buffer.from(document.toString().replace(named, '<meta id="later" content="/nowhere sha256-AA==">'));
  }
  if (FIRST_PART.test(asked.url)) {
    const { body: rest } = await forward(later, asked.headers);
    delete headers["content-encoding"];
    return Buffer.concat([body, rest]);
  }
  return body;
}

/** Asks the instance, and returns its answer as it is encoded. */
async function forward(path, headers) {
  const answer = await new Promise((resolve, reject) => {
    request(address(path), { headers: { ...headers, host: new URL(address()).host } }, resolve).on("error", reject).end();
  });
  const { "transfer-encoding": _, ...others } = answer.headers;
  return { status: answer.statusCode, headers: others, body: await buffer(answer) };
}
