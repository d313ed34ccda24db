// A stand-in of Jitsi's external_api.js, written for these tests: no Jitsi is behind it. It imitates what stands in
// api_names.json: the class, its methods and events, and the address that it gives to its frame.

{
  let count = 0;

  /** Keys as Jitsi writes them into an address: one each, with a value of JSON. */
  const keys = (prefix, values = {}) =>
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${prefix}.${key}=${encodeURIComponent(JSON.stringify(value))}`);

  window.JitsiMeetExternalAPI = class JitsiMeetExternalAPI {
    #listeners = new Map();
    #frame = document.createElement("iframe");
    #origin;

    constructor(domain, { roomName = "", parentNode = document.body, configOverwrite, devices, jwt, lang }) {
      const address = new URL(`https://${domain}/${roomName}`);
      if (jwt) address.searchParams.set("jwt", jwt);
      if (lang) address.searchParams.set("lang", lang);
      const parts = [`jitsi_meet_external_api_id=${count++}`, ...keys("config", configOverwrite), ...keys("devices", devices)];
      address.hash = parts.join("&");
      this.#origin = address.origin;
      Object.assign(this.#frame, { allow: "camera; microphone; display-capture; autoplay; clipboard-write", src: address.href });
      this.#frame.style.setProperty("width", "100%");
      this.#frame.title = "Jitsi";
      addEventListener("message", this.#hear);
      parentNode.append(this.#frame);
    }

    #hear = ({ source, data }) => {
      if (source !== this.#frame.contentWindow) return;
      for (const listener of [...(this.#listeners.get(data.event) ?? [])]) listener(data.told);
    };

    on(event, listener) {
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
      return this;
    }

    addListener(event, listener) {
      return this.on(event, listener);
    }

    once(event, listener) {
      const first = (told) => {
        this.removeListener(event, first);
        listener(told);
      };
      return this.on(event, first);
    }

    removeListener(event, listener) {
      this.#listeners.set(event, (this.#listeners.get(event) ?? []).filter((one) => one !== listener));
      return this;
    }

    #send(message) {
      this.#frame.contentWindow.postMessage(message, this.#origin);
      return Promise.resolve();
    }

    executeCommand(command, ...given) {
      this.#send({ command, given });
    }

    setVideoInputDevice(label) {
      return this.#send({ kind: "videoInput", label });
    }

    setAudioInputDevice(label) {
      return this.#send({ kind: "audioInput", label });
    }

    setAudioOutputDevice(label) {
      return this.#send({ kind: "audioOutput", label });
    }

    getIFrame() {
      return this.#frame;
    }

    dispose() {
      removeEventListener("message", this.#hear);
      this.#frame.remove();
    }
  };
}
