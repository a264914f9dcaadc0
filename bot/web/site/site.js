/** What pages can do beside being read: leave fast, open the chat in place, print, search at once. */

const TIMES = 3;
const PAUSE = 3000;

/** Blanks the page and puts the neutral one in its place, so that Back does not bring this one up. */
function leave() {
  const { href } = document.querySelector(".leave");
  document.title = new URL(href).host;
  document.body.replaceChildren();
  location.replace(href);
}

/** Three times Escape leaves. Where the chat is open, it counts too; whoever is first, leaves. */
function onEscape() {
  let pressed = 0;
  let last = 0;
  addEventListener("keydown", (event) => {
    const closes = event.defaultPrevented || document.querySelector("dialog[open]");
    if (event.key !== "Escape" || event.repeat || event.isComposing || event.keyCode === 229 || closes) return;
    pressed = Date.now() - last < PAUSE ? pressed + 1 : 1;
    last = Date.now();
    if (pressed >= TIMES && document.querySelector(".leave")) leave();
  });
}

/** Links that open the chat here instead of on its own page. */
function openInPlace(event) {
  const opener = event.target.closest?.("[data-opens]");
  const chat = document.querySelector("staysafe-chat");
  if (!opener || !chat?.open || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  chat.scrollIntoView({ block: "nearest" });
  chat.open(opener.dataset.opens || null, opener.querySelector("strong")?.textContent ?? document.querySelector("h1").textContent);
}

/** Lets the chosen country go along in the links of this site; it is kept nowhere else. */
function carry(country) {
  for (const link of document.querySelectorAll('a[href^="/"]')) {
    const url = new URL(link.href);
    if (url.pathname === location.pathname) continue;
    country ? url.searchParams.set("country", country) : url.searchParams.delete("country");
    link.href = url.pathname + url.search + url.hash;
  }
}

/** Hides what does not answer the search, without asking the server. */
function search(form) {
  const { country, q } = form.elements;
  const show = () => {
    const words = q.value.trim().toLowerCase();
    let any = false;
    for (const section of document.querySelectorAll(".country")) {
      const named = section.dataset.name.toLowerCase().includes(words);
      const wanted = !country.value || [country.value, "ZZ"].includes(section.id);
      const cards = [...section.querySelectorAll(".service")];
      for (const card of cards) card.hidden = !named && !card.dataset.name.toLowerCase().includes(words);
      section.firstElementChild.open = Boolean(words || country.value);
      section.hidden = !wanted || (!named && cards.every((card) => card.hidden));
      any ||= !section.hidden;
    }
    document.querySelector("#none").hidden = any;
  };
  q.addEventListener("input", show);
  country.addEventListener("change", show);
}

document.querySelector(".leave").addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});
onEscape();
addEventListener("staysafe-country", ({ detail }) => carry(detail.country));
const given = new URLSearchParams(location.search).get("country");
if (given) carry(given);
document.addEventListener("click", openInPlace);
for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
const field = document.querySelector("form.search [name=q]");
if (field && !location.search) search(field.form);
