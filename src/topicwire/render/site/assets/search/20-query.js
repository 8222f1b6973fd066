/* What a reader asked for: words, "phrases", -words, and topic: source: after: before: (`formats/questions.py`). */
const topicwireQuery = (() => {
  const { asked, fold } = topicwireWords;
  const part = /(-?)(?:(topic|source|after|before|from|to):)?(?:["“”„]([^"“”„]*)["“”„]?|([^\s"“”„]+))/gi;
  const most = 16;

  /* A year, month or day to the first moment of it, or of the next one; null when it is no date. */
  const moment = (text, isNext) => {
    const found = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
    if (!found) return null;
    const [year, month, day] = [Number(found[1]), found[2] ? Number(found[2]) : 1, found[3] ? Number(found[3]) : 1];
    const start = new Date(Date.UTC(year, month - 1, day));
    if (start.getUTCFullYear() !== year || start.getUTCMonth() !== month - 1 || start.getUTCDate() !== day) return null;
    if (!isNext) return start.getTime() / 1000;
    return Date.UTC(found[2] ? year : year + 1, found[3] || !found[2] ? month - 1 : month, found[3] ? day + 1 : 1) / 1000;
  };

  const later = (one, other) => (one === null || other === null ? one ?? other : Math.max(one, other));
  const earlier = (one, other) => (one === null || other === null ? one ?? other : Math.min(one, other));

  /* `fields`: q, topic, source, from, to, as the address has them. */
  const read = (fields) => {
    const query = { words: [], phrases: [], without: [], topics: [], sources: [], since: null, until: null };
    for (const [, minus, operator, quoted, bare] of fields.q.slice(0, 500).matchAll(part)) take(query, minus, (operator || "").toLowerCase(), quoted, bare);
    if (fields.topic) query.topics.push(fields.topic);
    if (fields.source) query.sources.push(fields.source);
    query.since = later(query.since, moment(fields.from, false));
    query.until = earlier(query.until, moment(fields.to, true));
    query.words = [...new Set(query.words)].slice(0, most);
    return query;
  };

  const take = (query, minus, operator, quoted, bare) => {
    const text = quoted ?? bare;
    if (operator === "topic") query.topics.push(text);
    else if (operator === "source") query.sources.push(text);
    else if (operator === "after" || operator === "from") query.since = later(query.since, moment(text, false));
    else if (operator === "before") query.until = earlier(query.until, moment(text, false));
    else if (operator === "to") query.until = earlier(query.until, moment(text, true));
    else takeWords(query, minus, asked(text), quoted !== undefined);
  };

  const takeWords = (query, minus, found, isQuoted) => {
    if (!found.length) return;
    if (minus) query.without.push(found);
    else if (isQuoted && found.length > 1) query.phrases.push(found);
    else query.words.push(...found);
  };

  const isEmpty = (query) => !query.words.length && !query.phrases.length && !query.without.length && !query.topics.length
    && !query.sources.length && query.since === null && query.until === null;

  return { read, isEmpty, fold };
})();
