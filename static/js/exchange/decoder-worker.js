// Reads codes beside the page, so that the picture of the camera never stutters. A classic worker: the reader is no module.
const library = new URL("../../vendor/zxing-wasm-3.1.4/", self.location.href);
importScripts(new URL("reader.js", library).href);

const HOW = { formats: ["QRCode", "DataMatrix", "Aztec"], tryHarder: true, maxNumberOfSymbols: 1, textMode: "Plain" };

const loaded = ZXingWASM.prepareZXingModule({
  overrides: { locateFile: (name) => new URL(name, library).href },
  fireImmediately: true,
});
loaded.then(() => postMessage({ ready: true }), (error) => postMessage({ failed: String(error) }));

self.onmessage = async ({ data: { id, width, height, pixels } }) => {
  try {
    const found = await ZXingWASM.readBarcodes(new ImageData(new Uint8ClampedArray(pixels), width, height), HOW);
    postMessage({ id, text: found.find((code) => code.isValid)?.text ?? "" });
  } catch (error) {
    postMessage({ id, text: "", failed: String(error) });
  }
};
