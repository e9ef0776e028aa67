// HTTPS in front of the instance: WebKit keeps no cookie marked Secure that came over HTTP, not even from this machine.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Starts a proxy with a certificate that nobody trusts. Returns its origin, and a function that ends it. */
export async function startHttps(target) {
  const server = https.createServer(certificate(), (request, response) => {
    // The instance knows itself by its own address.
    const headers = { ...request.headers, host: target.host };
    if (headers.origin) headers.origin = target.origin;
    const forwarded = http.request(new URL(request.url, target), { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    forwarded.on("error", () => response.destroy());
    request.pipe(forwarded);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `https://127.0.0.1:${server.address().port}`, close };
}

function certificate() {
  const folder = mkdtempSync(join(tmpdir(), "readmit-https-"));
  const [key, cert] = ["key", "cert"].map((name) => join(folder, name));
  const command = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"];
  command.push("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert);
  const { status, stderr } = spawnSync("openssl", command, { encoding: "utf8" });
  if (status !== 0) throw new Error(`openssl failed: ${stderr}`);
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return pair;
}
