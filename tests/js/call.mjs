/* Calls functions of the browser's modules for tests written in Python: a line of JSON in, a line of JSON out.

   {"module": "chart/stepping.js", "name": "asOf", "args": […]} is answered with the value of the function, or, where the
   name is no function, with the value of that name. */

import { createInterface } from "node:readline";

const ASSETS = new URL("../../dashboard/web/assets/", import.meta.url);

for await (const line of createInterface({ input: process.stdin })) {
  const { module, name, args } = JSON.parse(line);
  const found = (await import(new URL(module, ASSETS)))[name];
  const value = typeof found === "function" ? found(...args) : found;
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
