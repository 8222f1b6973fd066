/* Search in the browser. Words are folded exactly as `text/searchwords.py` does it: one table tests both. */
"use strict";
const topicwireWords = (() => {
  const dropped = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
  const letters = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ς": "σ",
    "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643", "\u0629": "\u0647" };
  const letter = /[ßæœøđðþłıς\u0671\u0649\u06cc\u06a9\u0629]/g;
  const umlaut = /([aou])e/g;
  const possessive = /['\u2019]s(?![\p{L}\p{N}])/gu;
  const article = /^[\u0648\u0641\u0628\u0643]?\u0627\u0644(?=[\u0621-\u06d3]{3})/;
  const unspaced = "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e80-\u0eb0\u0eb2\u0eb3\u0ec0-\u0ec6\u1000-\u102a\u1780-\u17b3"
    + "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}";
  const run = new RegExp(`^[${unspaced}]`, "u");
  const word = new RegExp(`[${unspaced}][${unspaced}\\p{M}]*|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}\u200c\u200d])+`, "gu");

  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(dropped, "")
    .replace(letter, (found) => letters[found]).normalize("NFC").replace(umlaut, "$1");

  const pairs = (found) => {
    const signs = Array.from(found);
    return signs.length < 2 ? signs : signs.slice(1).map((sign, place) => signs[place] + sign);
  };

  /* Words of a story: a run without spaces gives its pairs, then its last character alone. */
  const words = (text) => split(text, (found) => [...pairs(found), Array.from(found).at(-1)]);
  /* Words of a query: a run of two or more characters is its pairs only. */
  const asked = (text) => split(text, pairs);

  const split = (text, ofRun) => {
    const found = [];
    for (const [one] of fold(text).replace(possessive, "").matchAll(word)) {
      if (run.test(one)) found.push(...ofRun(one));
      else found.push(one.replace(article, ""));
    }
    return found;
  };

  /* How many typing errors are forgiven. */
  const edits = (one) => (/\p{N}/u.test(one) || run.test(one) || one.length < 4 ? 0 : one.length < 8 ? 1 : 2);

  /* Optimal string alignment: a letter missing, added, wrong, or two neighbours swapped; at most `limit` + 1. */
  const distance = (one, other, limit) => {
    if (Math.abs(one.length - other.length) > limit) return limit + 1;
    let before = [], last = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let row = 1; row <= one.length; row += 1) {
      const here = [row];
      let least = row;
      for (let column = 1; column <= other.length; column += 1) {
        let cost = Math.min(last[column] + 1, here[column - 1] + 1, last[column - 1] + (one[row - 1] !== other[column - 1]));
        if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
          cost = Math.min(cost, before[column - 2] + 1);
        }
        here.push(cost);
        least = Math.min(least, cost);
      }
      if (least > limit) return limit + 1;
      [before, last] = [last, here];
    }
    return Math.min(last[other.length], limit + 1);
  };

  /* Cut a text into [piece, is asked for]; joined the pieces are the text. */
  const marked = (text, terms) => {
    const pieces = [];
    let at = 0;
    for (const found of text.matchAll(word)) {
      for (const [start, end] of places(found[0], terms)) {
        pieces.push([text.slice(at, found.index + start), false], [text.slice(found.index + start, found.index + end), true]);
        at = found.index + end;
      }
    }
    pieces.push([text.slice(at), false]);
    return pieces.filter(([piece]) => piece);
  };

  const places = (found, terms) => {
    const folded = fold(found);
    if (!run.test(found)) {
      const bare = folded.replace(article, "");
      return terms.some((term) => bare.startsWith(term)) ? [[0, found.length]] : [];
    }
    if (folded.length !== found.length) return [];
    const hit = new Array(found.length + 2).fill(false);
    for (const term of terms) {
      for (let at = folded.indexOf(term); term && at >= 0; at = folded.indexOf(term, at + 1)) hit.fill(true, at + 1, at + 1 + term.length);
    }
    const edges = [];
    for (let place = 1; place < hit.length; place += 1) if (hit[place] !== hit[place - 1]) edges.push(place - 1);
    return edges.filter((_, place) => place % 2 === 0).map((start, place) => [start, edges[2 * place + 1]]);
  };

  return { fold, words, asked, edits, distance, marked };
})();
