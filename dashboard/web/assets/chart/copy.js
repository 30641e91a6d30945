/* The buttons that copy an address or a text. */

const COPIED_MS = 4000;

/* Copy what a button names, and say so for a while in the `message` of the page. */
export function copyText({ dataset }, message) {
  const text = dataset.copyText || new URL(dataset.copy, location.href).href;
  navigator.clipboard.writeText(text).then(() => {
    message.textContent = message.dataset.copied;
    setTimeout(() => {
      if (message.textContent === message.dataset.copied) message.textContent = "";
    }, COPIED_MS);
  });
}
