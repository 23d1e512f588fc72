import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { leaveOutScripts } from "./leave-out-scripts";
import { packResponse } from "./pack-response";

async function read(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    packResponse(request, response);
    leaveOutScripts(response);
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const body = await (await fetch(`http://127.0.0.1:${port}/`)).text();
  await new Promise((resolve) => server.close(resolve));
  return body;
}

it("leaves the words of a page and takes its scripts, however they come", async () => {
  const body = await read((response) => {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
    response.write('<html><head><link rel="preload" href="/a.woff2" as="font"/>');
    response.write('<link rel="preload" as="script" fetchPriority="low" href="/_next/a.js"/>');
    response.write('<link rel="modulepreload" href="/_next/b.js"/></head><scr');
    response.write('ipt src="/_next/a.js" async=""></script><p>احتُجز &lt;script&gt;</p>');
    response.end('<script nonce="x">self.__next_f.push("<p>")</script></html>');
  });
  expect(body).toBe(
    '<html><head><link rel="preload" href="/a.woff2" as="font"/></head><p>احتُجز &lt;script&gt;</p></html>',
  );
});

it("touches nothing but pages", async () => {
  const text = '{"text":"<script>1</script>"}';
  const body = await read((response) => {
    response.setHeader("Content-Type", "application/json");
    response.write(text);
    response.end();
  });
  expect(body).toBe(text);
});
