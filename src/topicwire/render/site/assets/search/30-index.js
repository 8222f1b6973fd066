/* The index of this site: built in the browser, a part (a stretch of time) at a time, and asked after each.
   Why our own: docs/decisions/0023-search.md. */
const topicwireIndex = (() => {
  const { fold, words, edits, distance } = topicwireWords;
  const weights = { title: 6, others: 3, topics: 2.5, outlets: 2, excerpt: 1 };
  const fields = Object.keys(weights);
  const likeness = { whole: 1, begins: 0.55, oneEdit: 0.4, twoEdits: 0.25 };
  const month = 30 * 86400;
  const few = 3;  // stories with the very word, up to which similar spellings are looked at

  const make = () => {
    const stories = [];
    const postings = new Map();  // word -> Map(story number -> weight)
    let newest = 0;

    const note = (number, text, weight) => {
      const found = words(text);
      const each = weight / (1 + found.length / 24);  // a hit in a long field says less
      for (const word of found) {
        let places = postings.get(word);
        if (!places) postings.set(word, (places = new Map()));
        if ((places.get(number) || 0) < each) places.set(number, each);
      }
    };

    /* `part`: {outlets: [[domain, name]], topics: [[id, name, [ids above]]], stories: [row]}, as render/site/search_index.py writes it. */
    const add = (part) => {
      for (const row of part.stories) {
        const story = told(part, row);
        const number = stories.push(story) - 1;
        newest = Math.max(newest, story.at);
        for (const field of fields) for (const text of story.texts[field]) note(number, text, weights[field]);
      }
    };

    /* Words of the index like the one asked for -> how like (0 to 1). */
    const similar = (asked) => {
      const found = new Map();
      for (const word of postings.keys()) if (word.startsWith(asked)) found.set(word, word === asked ? likeness.whole : likeness.begins);
      if (reach(found) > few) return found;
      const limit = edits(asked);
      if (!limit) return found;
      for (const word of postings.keys()) {
        if (found.has(word) || Math.abs(word.length - asked.length) > limit) continue;
        const typos = distance(asked, word, limit);
        if (typos <= limit) found.set(word, typos === 1 ? likeness.oneEdit : likeness.twoEdits);
      }
      return found;
    };

    const reach = (found) => {
      let count = 0;
      for (const word of found.keys()) count += postings.get(word).size;
      return count;
    };

    /* story number -> points for one asked word, and the words that gave them. */
    const scored = (asked) => {
      const points = new Map(), via = [];
      for (const [word, like] of similar(asked)) {
        const places = postings.get(word);
        const rarity = Math.log(1 + stories.length / places.size);
        via.push(word);
        for (const [number, weight] of places) {
          const gain = like * weight * rarity;
          if ((points.get(number) || 0) < gain) points.set(number, gain);
        }
      }
      return { points, via };
    };

    const find = (query) => {
      const asked = [...query.words, ...query.phrases.flat()];
      const lists = asked.map(scored);
      const sums = new Map(), counts = new Map();
      for (const { points } of lists) {
        for (const [number, gain] of points) {
          sums.set(number, (sums.get(number) || 0) + gain);
          counts.set(number, (counts.get(number) || 0) + 1);
        }
      }
      if (!asked.length) for (let number = 0; number < stories.length; number += 1) sums.set(number, 1);
      const passing = [...sums.keys()].filter((number) => passes(stories[number], query));
      const need = asked.length ? passing.reduce((most, number) => Math.max(most, counts.get(number)), 0) : 0;
      const isMostly = need < asked.length;
      if (isMostly && (asked.length < 3 || need < asked.length - 1)) return { hits: [], terms: [], isMostly: false, isSimilar: false };
      const chosen = passing.filter((number) => (counts.get(number) || 0) >= need);
      const scoreOf = (number) => (asked.length ? sums.get(number) * fresh(stories[number]) : stories[number].at);
      const hits = chosen.map((number) => [scoreOf(number), stories[number]]);
      hits.sort((one, other) => other[0] - one[0] || other[1].at - one[1].at || (one[1].id < other[1].id ? -1 : 1));
      const terms = [...new Set([...asked, ...lists.flatMap(({ via }) => via)])];
      const isSimilar = lists.some(({ via }, place) => via.length > 0 && !via.some((word) => word.startsWith(asked[place])));
      return { hits: hits.map(([, story]) => story), terms, isMostly, isSimilar };
    };

    /* Of two equal hits the newer one first: half a year loses a third. */
    const fresh = (story) => 1 + 0.5 / (1 + Math.max(0, newest - story.at) / (3 * month));

    return { add, find, count: () => stories.length };
  };

  const told = (part, row) => {
    const [id, title, excerpt, lead, outlets, topics, at, sources, others, language] = row;
    const shown = topics.map((place) => part.topics[place]);
    const from = [lead, ...outlets].map((place) => part.outlets[place]);
    return {
      id, title, excerpt, at, sources, others, language,
      outlet: part.outlets[lead][1],
      chips: shown.map(([topic, name]) => [topic, name]),
      topics: new Set(shown.flatMap(([topic, , above]) => [topic, ...above])),
      domains: from.map(([domain]) => domain),
      texts: { title: [title], others, topics: shown.map(([, name]) => name), outlets: from.map(([, name]) => name), excerpt: [excerpt] },
    };
  };

  const passes = (story, query) => (query.since === null || story.at >= query.since)
    && (query.until === null || story.at < query.until)
    && query.topics.every((topic) => hasTopic(story, topic))
    && query.sources.every((source) => hasSource(story, source))
    && query.phrases.every((phrase) => has(story, phrase))
    && !query.without.some((found) => has(story, found));

  const hasTopic = (story, asked) => story.topics.has(asked) || story.chips.some(([, name]) => fold(name) === fold(asked));
  const hasSource = (story, asked) => {
    const wanted = fold(asked);
    return story.domains.some((domain) => domain === asked.toLowerCase())
      || story.texts.outlets.some((name) => fold(name) === wanted);
  };

  /* The words stand one after the other in one field. */
  const has = (story, phrase) => fields.some((field) => story.texts[field].some((text) => {
    const found = words(text);
    return found.some((_, start) => phrase.every((word, place) => found[start + place] === word));
  }));

  return { make };
})();
