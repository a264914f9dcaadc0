/** Reading aloud with voices of the device itself: a voice from the network would send the words away. */

export class Speech {
  /** @param heard called when the device has found its voices, which takes some a while */
  constructor(heard, options) {
    this.engine = globalThis.speechSynthesis;
    this.always = false;
    this.engine?.getVoices();
    this.engine?.addEventListener?.("voiceschanged", heard, options);
  }

  /** A voice of this device for a language, or null. */
  voice(lang) {
    const voices = this.engine?.getVoices() ?? [];
    return voices.find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(lang)) ?? null;
  }

  /** Reads a text; what was being read stops. */
  read(text, lang) {
    const voice = this.voice(lang);
    if (!voice) return;
    this.stop();
    const spoken = new SpeechSynthesisUtterance(text);
    Object.assign(spoken, { voice, lang: voice.lang });
    this.engine.speak(spoken);
  }

  /** Falls silent. */
  stop() {
    this.engine?.cancel();
  }
}
