/* What is asked of the search, in words. Between the words of a Japanese sentence stands no space,
   and Material looks for what stands between spaces: without this, 接続プール finds nothing. */
(function () {
  "use strict";
  var QUERY = 2; // the kind of message that carries what was typed to Material's search worker
  var JAPANESE = /[\u3040-\u30ff\u3400-\u9fff]/;
  var ENDINGS_ONLY = /^[\u3040-\u309f]+$/; // が, した: they stand everywhere and say nothing
  function words(text) {
    var plain = text.normalize("NFKC");
    if (!JAPANESE.test(plain) || !window.Intl || !Intl.Segmenter) return plain;
    var segments = Array.from(new Intl.Segmenter("ja", { granularity: "word" }).segment(plain));
    var found = segments.map(function (one) { return one.segment; });
    var telling = found.filter(function (word) { return !ENDINGS_ONLY.test(word); });
    return (telling.some(function (word) { return word.trim(); }) ? telling : found).join(" ");
  }
  var send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, transfer) {
    var isQuery = message && message.type === QUERY && typeof message.data === "string";
    var told = isQuery ? { type: QUERY, data: words(message.data) } : message;
    return transfer === undefined ? send.call(this, told) : send.call(this, told, transfer);
  };
})();
