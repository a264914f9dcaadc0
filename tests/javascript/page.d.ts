// What the checker cannot know: our own page says what an element found by its selector, or under a finger, is.
interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}
interface EventTarget {
  closest(selectors: string): any;
  readonly localName: string;
}
interface Event {
  readonly detail: any;
}
