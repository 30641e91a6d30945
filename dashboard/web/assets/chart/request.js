/* A choice, from the moment a reader makes it until the page shows it. It is always in one of four states:

   settled    there is none: form, address, heading and chart agree
   resting    the slider was moved and may move on: the choice is soon sent
   waiting    it is sent, and not yet answered; or nothing is there yet to send it by
   unreached  the server was not reached: form and address are again what the chart shows, and the choice is sent once
              more when the device is online, unless another is made before

   It is sent by Dash, and until Dash is there it waits. Where a script fails, or all take too long, the page is loaded
   anew as it is without scripts. Only the last choice counts: each is of the whole form, and so includes those before. */

const SLOW_MS = 500;
const GIVEN_UP_MS = 15000;

/* `send` takes a choice to the server by Dash, `load` by a new page; `revert` makes form and address what the chart
   shows, `say` takes the name of a message, or nothing. */
export function createRequests({ send, load, revert, say, isOnline = () => navigator.onLine }) {
  let carry = null;
  let state = "settled";
  let choice = null;
  let timers = [];

  /* `later` are pairs of an action and the milliseconds after which it follows, unless the state changes before. */
  function enter(next, ...later) {
    timers.forEach(clearTimeout);
    state = next;
    timers = later.map(([action, delay]) => setTimeout(action, delay));
  }

  const saySlow = [() => say("slow"), SLOW_MS];

  function attempt() {
    say();
    if (!carry) enter("waiting", saySlow);
    else if (!isOnline()) fail();
    else {
      enter("waiting", saySlow, [fail, GIVEN_UP_MS]);
      carry(choice);
    }
  }

  function fail() {
    enter("unreached");
    revert();
    say("failed");
  }

  function carryBy(carrier) {
    carry = carrier;
    if (state === "waiting") attempt();
  }

  return {
    start: () => carryBy(send),

    stall() {
      if (!carry) carryBy(load);
    },

    isLive: () => carry === send,
    current: () => choice,

    request(next, delayMs = 0) {
      choice = next;
      if (delayMs) enter("resting", [attempt, delayMs]);
      else attempt();
    },

    /* The choice that an answer belongs to, or null where a later one is under way. An answer that comes after the
       server was given up is welcome. Of several questions Dash gives on the answer to the last. */
    answered() {
      if (state === "resting") return null;
      const done = choice;
      choice = null;
      enter("settled");
      say();
      return done;
    },

    failed(sent) {
      if (state === "waiting" && sent === choice) fail();
    },

    retry() {
      if (state === "waiting" || state === "unreached") attempt();
    },
  };
}

/* Call `onFailure` with what `current` gave when a question of Dash began, should that question fail: Dash itself tells
   nobody (dash-renderer 4.4.1, `handleServerside`), so what it fetches is watched. */
export function watchFailures(current, onFailure) {
  const { fetch } = window;
  window.fetch = async (...request) => {
    const sent = current();
    try {
      const response = await fetch(...request);
      if (!response.ok) onFailure(sent);
      return response;
    } catch (error) {
      onFailure(sent);
      throw error;
    }
  };
}
