// Draws the charts described in `data-chart`: { kind, labels, series: [{ name, values, shown }] }. A chart is drawn in
// the page's colours when it is about to come into view, and again when the colours or its size change. A table beside
// it always has the same numbers, so screen readers treat a chart as a picture.

import { bars } from './bars.js';

const LIBRARY = '/webjars/echarts/5.3.1/dist/echarts.min.js';
const NEAR = '300px';
const PAPER_WIDTH = 330;
const drawn = new Map();
let library;

/** How each kind is drawn; other pages may add kinds. A chart's height depends on its width. */
export const kinds = { ...bars };

/** Draws every chart below an element. */
export function watch(root) {
  for (const element of root.querySelectorAll('[data-chart]')) {
    makeRoom(element, JSON.parse(element.dataset.chart), element.clientWidth);
    coming.observe(element);
  }
}

function makeRoom(element, data, width) {
  element.style.height = `${kinds[data.kind].height(data, width)}px`;
}

const coming = new IntersectionObserver(
  (entries) => {
    for (const entry of entries.filter((each) => each.isIntersecting)) {
      coming.unobserve(entry.target);
      load().then(() => entry.target.isConnected && draw(entry.target));
    }
  },
  { rootMargin: NEAR },
);

const resized = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target)));

function load() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = LIBRARY;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  return library;
}

function draw(element) {
  if (drawn.has(element)) return;
  const data = JSON.parse(element.dataset.chart);
  const chart = globalThis.echarts.init(element);
  drawn.set(element, { chart, data });
  paint(element);
  resized.observe(element);
  forgetRemoved();
}

function forgetRemoved() {
  for (const [element, { chart }] of drawn) {
    if (!element.isConnected) {
      resized.unobserve(element);
      chart.dispose();
      drawn.delete(element);
    }
  }
}

function paint(element) {
  const { chart, data } = drawn.get(element);
  const theme = themeOf(element);
  chart.setOption(kinds[data.kind].option(data, theme), true);
  element.dataset.drawn = theme.ink;
}

function fit(element) {
  const { chart, data } = drawn.get(element);
  if (element.clientWidth > 0 && element.clientWidth !== chart.getWidth()) {
    makeRoom(element, data, element.clientWidth);
    chart.resize();
    paint(element);
  }
}

function themeOf(element) {
  const style = getComputedStyle(element);
  const value = (name) => style.getPropertyValue(name).trim();
  return {
    ink: value('--ink'),
    quiet: value('--quiet'),
    line: value('--line'),
    paper: value('--paper'),
    font: style.fontFamily,
    colours: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => value(`--chart-${number}`)),
    width: drawn.get(element).chart.getWidth(),
  };
}

function repaint() {
  forgetRemoved();
  drawn.forEach((_, element) => paint(element));
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);

addEventListener('beforeprint', () => {
  if (!globalThis.echarts) return;
  for (const element of document.querySelectorAll('[data-chart]')) {
    draw(element);
    element.classList.add('on-paper');
    element.style.width = `${PAPER_WIDTH}px`;
    makeRoom(element, drawn.get(element).data, PAPER_WIDTH);
    drawn.get(element).chart.resize({ width: PAPER_WIDTH });
    paint(element);
  }
});

addEventListener('afterprint', () =>
  drawn.forEach(({ chart, data }, element) => {
    element.classList.remove('on-paper');
    element.style.width = '';
    makeRoom(element, data, element.clientWidth);
    chart.resize();
    paint(element);
  }),
);

document.body.addEventListener('htmx:load', (event) => watch(event.detail.elt));
watch(document);
