// Draws what stands in `data-chart`: { kind, labels, series: [{ name, values, shown }] }. Each chart is drawn when it
// is about to be seen, in the page's colours, and anew when these or its place change. The numbers always stand in a
// table beside it, so a chart is but a picture to a screen reader.

const LIBRARY = '/webjars/echarts/5.3.1/dist/echarts.min.js';
const NEAR = '300px';
const FONT = 13;
const LINE = 18;
const GAP = 8;
/** Of a label; the table beside it has the whole text. */
const MAX_LINES = 6;
/** What begins no line in Chinese. */
const CLOSING = '，。、；：？！）》”';
/** A chart with more bars than this shows as many and a slider. */
const MAX_BARS = 24;
const PAPER_WIDTH = 330;
const drawn = new Map();
let library;

/**
 * How each kind is drawn; another page may add kinds of its own. A chart's height follows from its width: labels need
 * room.
 */
export const kinds = {
  bar: {
    height: (data, width) => data.labels.length * rowHeight(data, width, 46) + 8,
    option: (data, theme) => barsOf(data, theme, { end: true }),
  },
  stacked: {
    height: (data, width) => legendHeight(data) + shownLabels(data) * rowHeight(data, width, 34) + 30,
    option: (data, theme) => barsOf(data, theme, { stack: 'all' }),
  },
  grouped: {
    height: (data, width) =>
      legendHeight(data) + shownLabels(data) * rowHeight(data, width, data.series.length * 14 + 14) + 30,
    option: (data, theme) => barsOf(data, theme, {}),
  },
};

/** Takes care of every chart below an element. */
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

function shownLabels(data) {
  return Math.min(data.labels.length, MAX_BARS);
}

function labelWidth(width) {
  return Math.min(260, Math.max(96, width * 0.4));
}

/** One bar's room: all of them have the same, as much as the longest label needs. */
function rowHeight(data, width, least) {
  const lines = Math.max(
    1,
    ...data.labels.map((label) => broken(label, labelWidth(width), MAX_LINES).split('\n').length),
  );
  return Math.max(least, lines * LINE + GAP);
}

function legendHeight(data) {
  return data.series.length * 24 + 12;
}

/** Text in at most so many lines of so many pixels; Chinese letters are as wide as they are high. */
function broken(text, width, lines) {
  const made = [''];
  let used = 0;
  for (const letter of text) {
    const size = letter.codePointAt(0) > 0x2e80 ? FONT : FONT * 0.6;
    if (used + size > width && !CLOSING.includes(letter)) {
      if (made.length === lines) return `${made.join('\n').slice(0, -1)}…`;
      made.push('');
      used = 0;
    }
    made[made.length - 1] += letter;
    used += size;
  }
  return made.join('\n');
}

function barsOf(data, theme, { stack, end }) {
  const many = data.labels.length > MAX_BARS;
  const legend = data.series.length > 1;
  const text = { color: theme.ink, fontSize: FONT, fontFamily: theme.font };
  return {
    animation: false,
    textStyle: text,
    color: theme.colours,
    aria: { enabled: true, label: { enabled: false }, decal: { show: legend } },
    grid: {
      left: 4,
      right: many ? 40 : end ? 56 : 24,
      top: legend ? legendHeight(data) : 4,
      bottom: end ? 4 : 26,
      containLabel: true,
    },
    legend: legend
      ? {
          show: true,
          orient: 'vertical',
          left: 0,
          top: 0,
          itemGap: 6,
          textStyle: text,
          selectedMode: false,
          formatter: (name) => broken(name, theme.width - 60, 1),
        }
      : { show: false },
    tooltip: {
      renderMode: 'richText',
      trigger: 'item',
      confine: true,
      backgroundColor: theme.paper,
      borderColor: theme.line,
      textStyle: text,
      formatter: (item) =>
        [data.labels[item.dataIndex], ...(legend ? [item.seriesName] : [])]
          .map((line) => broken(line, Math.min(320, theme.width - 40), 6))
          .join('\n') + `\n${data.series[item.seriesIndex].shown[item.dataIndex]}`,
    },
    xAxis: {
      type: 'value',
      min: 0,
      max: most(data, stack),
      show: !end,
      axisLabel: { ...text, color: theme.quiet, formatter: (share) => `${Math.round(share * 100)}%` },
      splitLine: { lineStyle: { color: theme.line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: data.labels,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: theme.line } },
      axisLabel: {
        ...text,
        lineHeight: LINE,
        interval: 0,
        formatter: (label) => broken(label, labelWidth(theme.width), MAX_LINES),
      },
    },
    dataZoom: many
      ? [
          {
            type: 'slider',
            yAxisIndex: 0,
            right: 4,
            width: 22,
            startValue: 0,
            endValue: MAX_BARS - 1,
            showDetail: false,
            showDataShadow: false,
            brushSelect: false,
          },
        ]
      : [],
    series: data.series.map((series) => ({
      name: series.name,
      type: 'bar',
      stack,
      barMaxWidth: 24,
      barMinHeight: end ? 1 : 0,
      data: series.values.map((value, index) => ({
        value: value ?? 0,
        label: { show: Boolean(end), position: 'right', ...text, formatter: series.shown[index] },
      })),
      itemStyle: stack ? { borderColor: theme.paper, borderWidth: 1 } : {},
    })),
  };
}

/** Shares of the same scale can be compared from chart to chart; stacked ones fill it. */
function most(data, stack) {
  return stack || data.kind === 'bar'
    ? 1
    : Math.max(0.1, ...data.series.flatMap((series) => series.values.map((value) => value ?? 0)));
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
