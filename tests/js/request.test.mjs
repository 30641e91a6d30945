import assert from "node:assert/strict";
import { test } from "node:test";
import { isChanged } from "../../dashboard/web/assets/chart/address.js";
import { createRequests } from "../../dashboard/web/assets/chart/request.js";

/* Requests, and what became of them in `log`; `line.isOnline` can be switched. */
function setUp(context) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const log = [];
  const line = { isOnline: true };
  const requests = createRequests({
    send: (choice) => log.push(`send ${choice}`),
    load: (choice) => log.push(`load ${choice}`),
    revert: () => log.push("revert"),
    say: (name) => name && log.push(`say ${name}`),
    isOnline: () => line.isOnline,
  });
  return { requests, log, line, pass: (ms) => context.mock.timers.tick(ms) };
}

test("the last of the choices made before Dash is there is sent when it is", (context) => {
  const { requests, log, pass } = setUp(context);
  requests.request("Ohio");
  pass(3000);
  requests.request("Maine");
  requests.start();
  assert.deepEqual(log, ["say slow", "send Maine"]);
  assert.equal(requests.answered(), "Maine");
  assert.equal(requests.current(), null);
});

test("nothing is sent where nothing was chosen", (context) => {
  const { requests, log, pass } = setUp(context);
  requests.start();
  requests.retry();
  pass(60_000);
  assert.deepEqual(log, []);
});

test("where scripts fail the page is loaded with the choice, unless Dash comes after all", (context) => {
  const { requests, log } = setUp(context);
  requests.request("Ohio");
  requests.stall();
  requests.request("Maine");
  requests.start();
  requests.stall();
  requests.request("Utah");
  assert.deepEqual(log, ["load Ohio", "load Maine", "send Maine", "send Utah"]);
});

test("a choice made offline is taken back, and sent once the device is online", (context) => {
  const { requests, log, line } = setUp(context);
  requests.start();
  line.isOnline = false;
  requests.request("Alberta");
  line.isOnline = true;
  requests.retry();
  assert.deepEqual(log, ["revert", "say failed", "send Alberta"]);
});

test("only the failure of the last choice counts", (context) => {
  const { requests, log } = setUp(context);
  requests.start();
  requests.request("Alberta");
  requests.request("Ohio");
  requests.failed("Alberta");
  requests.failed("Ohio");
  requests.failed("Ohio");
  assert.deepEqual(log, ["send Alberta", "send Ohio", "revert", "say failed"]);
});

test("a server that does not answer is given up, and its late answer is welcome", (context) => {
  const { requests, log, pass } = setUp(context);
  requests.start();
  requests.request("Ohio");
  pass(15_000);
  assert.deepEqual(log, ["send Ohio", "say slow", "revert", "say failed"]);
  assert.equal(requests.answered(), "Ohio");
  requests.retry();
  assert.equal(log.length, 4);
});

test("an answer that comes while the slider moves on is not shown", (context) => {
  const { requests, log, pass } = setUp(context);
  requests.start();
  requests.request("Ohio");
  requests.request("Ohio in May", 250);
  assert.equal(requests.answered(), null);
  pass(250);
  assert.deepEqual(log, ["send Ohio", "send Ohio in May"]);
  assert.equal(requests.answered(), "Ohio in May");
});

test("what a reader changed is told from what the page came with", () => {
  const list = (value, ...options) => ({ value, options });
  const chosen = { value: "b", defaultSelected: true };
  const first = { value: "a", defaultSelected: false };
  assert.equal(isChanged(list("a", first)), false);
  assert.equal(isChanged(list("b", first, chosen)), false);
  assert.equal(isChanged(list("a", first, chosen)), true);
  assert.equal(isChanged({ type: "checkbox", checked: true, defaultChecked: false }), true);
  assert.equal(isChanged({ type: "submit", value: "unit=count" }), false);
  assert.equal(isChanged({ type: "month", value: "2020-01", defaultValue: "2020-01" }), false);
});
