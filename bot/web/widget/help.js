/** Help in sight: the bar below the talk, the card in answers, and the sheet with every contact of a country. */

import { button, h, icon, link, redrawn } from "./dom.js";
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
const DANGER = /danger|crisis/;
/* The way that is offered first: to talk, a voice or a chat; to report, the form. */
const FIRST = { talk: ["phone", "chat", "text", "whatsapp", "site"], report: ["form", "site", "phone"] };

const routesOf = ({ routes, report_url, url }) => (routes ?? [report_url && { by: "form", value: report_url }, url && { by: "site", value: url }]).filter((route) => route && WAYS[route.by]);
const best = (service, role) => service.written ? routesOf(service)[0] : FIRST[/re/.test(role) ? "report" : "talk"].map((by) => routesOf(service).find((route) => route.by === by)).find(Boolean);

/** Ways to reach a service: links that can be tapped, and numbers as text where nothing can dial them. */
export function ways(service, words) {
  return routesOf(service).map((route) => way(service, route, words));
}

/** A link to one way: what it does, the number, and for screen readers whose it is. */
function way(service, route, words, look = {}) {
  const { sign, word, href } = WAYS[route.by];
  const address = href(route);
  const number = /phone|text|whatsapp/.test(route.by) && h("span", { translate: "no", class: "digits" }, String(route.value));
  const label = [look.above && h("small", { dir: "auto" }, look.above), h("span", {}, words[`to_${look.role}_${route.by}`] ?? words[word], " ", number || null)];
  if (!address) return h("span", { class: "way" }, label);
  const opens = /^https:/.test(address) && words.new_tab;
  return link(h("span", { class: "lines" }, label), address, { icon: sign, class: `way ${route.by} as-${look.role}`, note: [!look.above && service.name, opens].filter(Boolean).join(" ") });
}

function emergencyLink({ words, referrals: { emergency } }) {
  const href = emergency && dial(emergency.scheme ?? "tel", emergency.tel ?? emergency.number);
  return href && link(h("span", { class: "lines" }, `${words.emergency ?? ""} `, h("span", { translate: "no", class: "digits" }, emergency.number)), href, { icon: "phone", class: "way emergency" });
}

/**
 * Who listens, who acts, who removes pictures, who listens meanwhile; in a crisis its own line first, and no form.
 * @returns {[string, any][]} role and service
 */
function people({ referrals }) {
  const { talk, report, remove, meanwhile, services = [], fallback = [] } = referrals;
  const first = services[0] ?? fallback[0];
  const found = referrals.need === "crisis" ? [["talk", first], ["talk", talk?.id !== first?.id && talk]] : [["talk", talk ?? first], ["report", report], ["remove", remove], ["talk", meanwhile]];
  return /** @type {[string, any][]} */ (found.filter(([, service]) => service));
}

/** The bar. It is there before the first message and whatever fails. */
export class HelpBar {
  constructor(chat) {
    this.chat = chat;
    this.element = h("section", { class: "bar" });
    chat.contacts.follow(() => this.draw());
  }

  /** Draws the contacts in memory: one who listens, one who acts; in danger the emergency number before both. */
  draw() {
    const { chat, element } = this;
    const { words, referrals, config } = chat;
    if (!words) return;
    element.setAttribute("aria-label", words.help);
    const unknown = !referrals.country && config.countries?.length;
    const more = button(unknown ? words.country : words.more_help, () => chat.show("help"), { icon: unknown ? "pin" : "people", class: "more", "data-key": "help" });
    element.replaceChildren(...this.ways(), more, state(chat) || "");
  }

  /** The same as chips, for an answer that failed. */
  ways() {
    const { chat } = this;
    const urgent = DANGER.test(chat.referrals.need) && emergencyLink(chat);
    const [first, ...others] = people(chat).map((one) => chip(one, chat.words));
    return [h("div", { class: "ways" }, urgent, first, !urgent && others[0])];
  }
}

function chip([role, service], words) {
  const route = best(service, role);
  return route && way(service, route, words, { above: service.name, role });
}

/** What is being done about a country that was just chosen. */
function state({ words, referrals }) {
  const text = referrals.looking ? words.looking : referrals.failed && words.not_found_here;
  return text && h("p", { class: "fine state-line", role: "status" }, text.replace("{country}", referrals.country_name ?? ""));
}

/** A contact: who, whether they are there now, the ways as big buttons, and what a tap does. */
function contactCard(chat, service, role, full) {
  const { words } = chat;
  const open = service.open_now ? words.open_now : service.open_now === false && (service.opens ?? words.closed_now);
  const facts = [full && service.hours, full && service.for_age, service.free && words.free, service.anonymous && words.anonymous].filter(Boolean).join(" · ");
  const first = best(service, role);
  const routes = [first, ...routesOf(service).filter((route) => route !== first && (full || route.by !== "site"))].filter(Boolean).slice(0, full ? 9 : 3);
  return h("article", { class: `service as-${role}` },
    h("p", { class: "kind" }, words[`role_${role}`] ?? service.kind_name),
    h("h3", {}, h("span", { dir: "auto", translate: "no" }, service.name), open && h("span", { class: service.open_now ? "state open" : "state" }, open)),
    facts && h("p", { class: "fine" }, facts),
    service.note && h("p", { class: "fine" }, service.note),
    h("div", { class: "ways" }, routes.map((route) => way(service, route, words, { role: route === first && role }))),
    first && words[`tap_${first.by}`] && h("p", { class: "fine taps" }, words[`tap_${first.by}`]));
}

/** The card in an answer: the country as a chip that changes it, one who listens, one who acts, one for pictures. */
export function helpCard(chat) {
  const place = whereChip(chat);
  const list = h("div", { class: "people" });
  const box = h("section", { class: "helpcard", "aria-label": chat.words.help_title ?? chat.words.help }, place, list);
  let was = false;
  chat.contacts.follow(() => {
    if (was && !box.isConnected) return false;
    was ||= box.isConnected;
    const { referrals } = chat;
    if (place) place.lastChild.value = referrals.country ?? "";
    const urgent = (DANGER.test(referrals.need) || referrals.looking || referrals.failed) && emergencyLink(chat);
    list.replaceChildren(...[state(chat), urgent && h("div", { class: "danger" }, urgent), ...people(chat).map(([role, service]) => contactCard(chat, service, role))].filter(Boolean));
    return true;
  });
  return box;
}

/** A contact that an answer names beside the card; it goes when the country changes. */
export function contactLine(chat, service) {
  return h("div", { class: "direct", "data-of": service.country }, h("strong", { dir: "auto", translate: "no" }, service.name), h("div", { class: "ways" }, ways(service, chat.words).slice(0, 2)));
}

function whereChip(chat) {
  const { config, words } = chat;
  if (!config.countries?.length) return null;
  return h("label", { class: "where" }, icon("pin"), h("span", { class: "unseen" }, words.country), countries(chat, {}));
}

function countries(chat, props) {
  const { buttons, words, config } = chat;
  const options = config.countries.map(({ code, name }) => h("option", { value: code, selected: code === chat.country }, name));
  return h("select", { ...props, change: (event) => chat.contacts.choose(event.target.value) }, h("option", { value: "" }, buttons.change_country ?? words.country), options);
}

/** The sheet: country, emergency number, every service. */
export function helpSheet(chat) {
  const { words, config } = chat;
  const list = h("div", { class: "services" });
  const field = config.countries?.length > 0 && h("p", { class: "field" }, h("label", { for: "country" }, words.country), countries(chat, { id: "country" }));
  let was = false;
  chat.contacts.follow(() => {
    if (was && !list.isConnected) return false;
    was ||= list.isConnected;
    const { referrals, country } = chat;
    list.replaceChildren(...everybody(chat, referrals));
    if (!referrals.looking && !referrals.written) chat.contacts.refer({ all: true }).then((all) => list.isConnected && chat.country === country && chat.referrals === referrals && redrawn(chat.root, () => list.replaceChildren(...everybody(chat, { ...referrals, services: all.services, fallback: all.fallback }))));
    return true;
  });
  return [h("h2", { id: "sheet", tabindex: "-1" }, words.help_title ?? words.help), field, list];
}

function everybody(chat, referrals) {
  const { words } = chat;
  const { emergency, services = [], fallback = [] } = referrals;
  const urgent = emergencyLink({ words, referrals });
  const danger = urgent && h("div", { class: "danger" }, h("p", {}, words.danger), urgent, emergency.note && h("p", { class: "fine" }, emergency.note));
  const first = people({ referrals });
  const told = new Set(first.map(([, { id }]) => id));
  const others = (list) => list.filter(({ id }) => !told.has(id) && told.add(id)).map((service) => contactCard(chat, service, null, true));
  const rest = others(services);
  const elsewhere = others(fallback);
  return [state({ words, referrals }), danger, first.map(([role, service]) => contactCard(chat, service, role, true)), rest, elsewhere[0] && h("h3", {}, words.anywhere), elsewhere].flat().filter(Boolean);
}
