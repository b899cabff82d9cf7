// A text area that tells the script what is typed when the typing pauses, and never takes a word back by itself:
// the script's text is put in only when its revision changed, that is when somebody asked for it.
const PAUSE = 400
const TAG = /(?<![\p{L}\p{N}_&/#])#(?=[\p{L}\p{N}_]*[\p{L}_])[\p{L}\p{N}_]+/gu
const LINK = /https?:\/\/[^\s<>"“”]+/giu
const AFTER = ".,;:!?'’»*_)]"
const boxes = new WeakMap()

const tally = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`

// The text with its links tagged as they will be when it leaves; one that carries such tags already stays as it is.
function tagged(text, tag) {
  return !tag ? text : text.replace(LINK, found => {
    let end = found.length
    while (AFTER.includes(found[end - 1]) && stray(found.slice(0, end))) end -= 1
    const [link, place] = found.slice(0, end).split(/(#.*)/s)
    if (/[?&]utm_/i.test(link)) return found
    return link + (/\?/.test(link) ? "&" : "?") + tag + (place ?? "") + found.slice(end)
  })
}

// Whether the last sign belongs to the sentence: a bracket that the link itself opened does not.
function stray(link) {
  const last = link.at(-1), opening = { ")": "(", "]": "[" }[last]
  return !opening || link.split(last).length > link.split(opening).length
}

function parts(text, sms, tag) {
  let words = [text.trim(), sms.cta].filter(Boolean).join(" ")
  if (sms.name && !words.toLowerCase().includes(sms.name.toLowerCase())) words = `${sms.name}: ${words}`
  if (!/\bSTOP\b/.test(words)) words = `${words} ${sms.leave}`.trim()
  const letters = [...tagged(words, tag)]
  const wide = letters.find(one => !sms.basic.includes(one) && !sms.extended.includes(one))
  const costs = letters.map(one => wide === undefined ? 1 + sms.extended.includes(one) : one.length)
  const [alone, joined] = wide === undefined ? [160, 153] : [70, 67]
  const units = costs.reduce((sum, cost) => sum + cost, 0)
  if (units <= alone) return [units && 1, wide, units]
  let [count, used] = [1, 0]
  for (const cost of costs) {
    if (used + cost > joined) [count, used] = [count + 1, 0]
    used += cost
  }
  return [count, wide, units]
}

function counted(text, rules) {
  const size = words => rules.sms ? words.length : [...words].length
  const said = [], letters = size(text), longer = size(tagged(text, rules.tag)) - letters
  const left = rules.most === null ? null : rules.most - rules.added - letters - longer
  said.push(tally(letters, "character"))
  if (longer) said.push(`${longer.toLocaleString("en")} more for link tags`)
  if (left !== null) said.push(left < 0 ? `${tally(-left, "character")} too many` : `${left.toLocaleString("en")} left`)
  if (rules.sms) {
    const [count, wide] = parts(text, rules.sms, rules.tag)
    said.push(tally(count, "part"), wide === undefined ? "GSM-7" : `UCS-2 because of “${wide}”`)
  } else if (rules.tags !== null) {
    const tags = (text.match(TAG) ?? []).length + rules.tags.others
    if (tags || rules.tags.most) said.push(tags + (rules.tags.most ? ` of ${tally(rules.tags.most, "hashtag")}` : " hashtags"))
  }
  return [said.join(" · "), left !== null && left < 0]
}

export default function ({ data, parentElement, setStateValue }) {
  const [area, count, state] = ["#words", "#count", "#state"].map(one => parentElement.querySelector(one))
  let box = boxes.get(parentElement)
  const shelf = `unsaved:${data.id}`
  if (!box) boxes.set(parentElement, (box = { rev: null, id: null }))

  const count_up = () => {
    const [words, is_over] = counted(area.value, box.data.rules)
    count.textContent = words
    count.className = is_over ? "over" : ""
    area.setAttribute("aria-invalid", is_over)
    state.textContent = area.value === box.data.text ? "" : "checking…"
  }
  const keep = () => {
    try {
      if (area.value === box.data.stored) sessionStorage.removeItem(shelf)
      else sessionStorage.setItem(shelf, JSON.stringify({ ...box.mark, text: area.value }))
    } catch { /* a full or forbidden store: the script still hears every pause */ }
  }
  const tell = () => {
    clearTimeout(box.timer)
    if (box.told === area.value) return
    box.told = area.value
    keep()
    setStateValue("told", { text: area.value, rev: box.rev, id: box.id })
  }

  box.data = data
  box.mark = { run: data.run, rev: data.rev, base: data.base }
  parentElement.querySelector("label").textContent = data.label
  area.disabled = data.disabled
  if (box.rev !== data.rev || box.id !== data.id) {
    const is_first = box.id !== data.id
    ;[box.rev, box.id, box.told] = [data.rev, data.id, data.text]
    if (area.value !== data.text) area.value = data.text
    const back = is_first && !data.disabled && remembered(shelf, data)
    if (typeof back === "string") {
      area.value = back
      tell()
    }
  }
  keep()
  area.oninput = () => {
    count_up()
    clearTimeout(box.timer)
    box.timer = setTimeout(tell, PAUSE)
  }
  area.onblur = () => {
    if (!box.is_leaving) return tell()
    keep() // told in the same moment, the words would overtake the click on the link and bring the reader back here
    clearTimeout(box.timer)
    box.timer = setTimeout(tell, PAUSE)
  }
  area.onkeydown = event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) tell()
  }
  count_up()
  box.leaving ??= event => {
    keep()
    if (!area.disabled && (box.data.dirty || area.value !== box.data.text)) event.preventDefault()
  }
  box.pressed ??= event => {
    box.is_leaving = event.target instanceof Element && event.target.closest("a[href]") !== null
  }
  window.addEventListener("beforeunload", box.leaving) // the same function is added once only
  window.addEventListener("pointerdown", box.pressed, true)
  return () => {
    clearTimeout(box.timer)
    keep()
    window.removeEventListener("beforeunload", box.leaving)
    window.removeEventListener("pointerdown", box.pressed, true)
  }
}

// Words this tab still holds: typed in the last moment before the box went away, or before the page was loaded anew.
function remembered(shelf, data) {
  try {
    const held = JSON.parse(sessionStorage.getItem(shelf) ?? "null")
    if (held === null || held.base !== data.base || held.text === data.text) return null
    return held.run !== data.run || held.rev === data.rev ? held.text : null
  } catch {
    return null
  }
}
