/** Help in sight: the bar below the talk, and the sheet with every contact of a country. */

import { button, h, link } from "./dom.js";
import { dial, safeLink } from "./links.js";

/* Which sign and which word of the configuration stand for each way to reach somebody. */
const WAYS = {
  __proto__: null,
  phone: { sign: "phone", word: "call", href: (route) => dial("tel", route.tel ?? route.value) },
  chat: { sign: "chat", word: "chat", href: (route) => safeLink(route.value) },
  text: { sign: "text", word: "text", href: (route) => dial("sms", route.tel ?? route.value) },
  whatsapp: { sign: "text", word: "whatsapp", href: (route) => (/^\+\d+$/.test(route.tel ?? "") ? `https://wa.me/${route.tel.slice(1)}` : null) },
  form: { sign: "flag", word: "report", href: (route) => safeLink(route.value) },
  site: { sign: "site", word: "website", href: (route) => safeLink(route.value) },
};
const DANGER = ["danger", "crisis"];

/** Ways to reach a service: links that can be tapped, and numbers as text where nothing can dial them. */
export function ways(service, words) {
  const routes = service.routes ?? (service.url ? [{ by: "site", value: service.url }] : []);
  return routes.filter((route) => WAYS[route.by]).map((route) => way(service, route, words));
}

/** A link to one way; the words of a short one can be hidden, never its name. */
function way(service, route, words) {
  const { sign, word, href } = WAYS[route.by];
  const address = href(route);
  const number = ["phone", "text", "whatsapp"].includes(route.by) ? String(route.value) : "";
  const label = [words[word], number].filter(Boolean).join(" ");
  if (!address) return h("span", { class: "way" }, label);
  const opens = /^https:/.test(address) && words.new_tab;
  return link(label, address, { icon: sign, class: `way ${route.by}`, note: [service.name, opens].filter(Boolean).join(" ") });
}

function emergencyLink(chat) {
  const { emergency } = chat.referrals;
  const href = emergency && dial("tel", emergency.tel ?? emergency.number);
  return href && link(`${chat.words.emergency ?? ""} ${emergency.number}`.trim(), href, { icon: "phone", class: "way emergency" });
}

/** The bar. It is there before the first message and whatever fails. */
export class HelpBar {
  constructor(chat) {
    this.chat = chat;
    this.element = h("section", { class: "bar" });
  }

  /** Draws the contacts in memory. */
  draw() {
    const { chat, element } = this;
    const { words } = chat;
    const key = chat.root.activeElement?.dataset.key;
    element.setAttribute("aria-label", words.help);
    const more = button(words.more_help, () => chat.show("help"), { class: "more", "data-key": "help" });
    const [name, first] = this.#near() ?? this.#anywhere();
    element.replaceChildren(h("p", { class: "who" }, name), more, h("div", { class: "ways" }, first));
    if (key) element.querySelector(`[data-key="${key}"]`)?.focus();
  }

  /** The country's first contact: the number, and one way that needs no voice. */
  #near() {
    const { words, referrals } = this.chat;
    const service = referrals.services?.[0];
    if (!service) return null;
    const urgent = DANGER.includes(referrals.need) && emergencyLink(this.chat);
    const routes = service.routes ?? [];
    const few = [routes.find(({ by }) => by === "phone"), routes.find(({ by }) => by !== "phone")].filter(Boolean);
    return [service.name, [urgent, ways({ ...service, routes: few }, words)].flat().filter(Boolean).slice(0, 2)];
  }

  /** No country yet: the way to choose one, or a finder when even that cannot be offered. */
  #anywhere() {
    const { chat } = this;
    const { words, buttons, config, referrals } = chat;
    if (config.countries?.length) {
      const choose = button(buttons.change_country ?? words.country, () => chat.show("help"), { class: "way", "data-key": "choose" });
      return [words.bar, choose];
    }
    const finder = referrals.fallback?.[0];
    return finder ? [finder.name, ways(finder, words).slice(0, 1)] : [words.help, null];
  }

  /** The first ways as chips, for an answer that failed. */
  ways() {
    const { services = [], fallback = [] } = this.chat.referrals;
    const service = services[0] ?? fallback[0];
    return service ? [h("p", { class: "fine" }, service.name), h("div", { class: "ways" }, ways(service, this.chat.words))] : [];
  }
}

/** The sheet: country, emergency number, every service. */
export function helpSheet(chat) {
  const { words } = chat;
  const list = h("div", { class: "services" });
  const fill = (referrals) => list.replaceChildren(...contacts(chat, referrals));
  fill(chat.referrals);
  chat.refer({ all: true }).then(fill);
  const choose = async (event) => {
    await setCountry(chat, event.target.value);
    fill(await chat.refer({ all: true }));
  };
  return [h("h2", { id: "sheet", tabindex: "-1" }, words.help_title ?? words.help), countryField(chat, choose), list];
}

function countryField(chat, change) {
  const { words, config } = chat;
  if (!config.countries?.length) return null;
  const options = config.countries.map(({ code, name }) => h("option", { value: code, selected: code === chat.country }, name));
  return h("p", { class: "field" }, h("label", { for: "country" }, words.country), h("select", { id: "country", change }, h("option", { value: "" }, chat.buttons.country_declined ?? words.country_unknown), options));
}

async function setCountry(chat, code) {
  chat.country = code || null;
  await chat.refer({});
  if (chat.api.session) chat.api.say(`/set_country{"at":"${code || "none"}"}`, chat).then((answer) => chat.know(answer.referrals), () => {});
}

function contacts(chat, { emergency, services = [], fallback = [] }) {
  const { words } = chat;
  const urgent = emergency && emergencyLink({ ...chat, words, referrals: { emergency } });
  const danger = urgent && h("div", { class: "danger" }, h("p", {}, words.danger), urgent, emergency.note && h("p", { class: "fine" }, emergency.note));
  const elsewhere = fallback.length > 0 && [h("h3", {}, words.anywhere), fallback.map((service) => serviceCard(chat, service))];
  return [danger, services.map((service) => serviceCard(chat, service)), elsewhere].flat(3).filter(Boolean);
}

function serviceCard(chat, service) {
  const { words } = chat;
  const open = service.open_now === true ? words.open_now : service.open_now === false ? words.closed_now : "";
  const facts = [service.hours, service.for_age, service.free && words.free, service.anonymous && words.anonymous].filter(Boolean).join(" · ");
  const checked = service.checked_on ? words.checked?.replace("{date}", service.checked_on) : words.never_checked;
  return h("article", { class: "service" },
    service.kind_name && h("p", { class: "kind" }, service.kind_name),
    h("h3", {}, service.name, open && h("span", { class: service.open_now ? "state open" : "state" }, open)),
    facts && h("p", { class: "fine" }, facts),
    service.note && h("p", { class: "fine" }, service.note),
    h("div", { class: "ways" }, ways(service, words)),
    service.kind && h("p", { class: "fine date" }, checked));
}
