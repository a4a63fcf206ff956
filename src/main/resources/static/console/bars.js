// Bar charts: the height that each kind needs for its labels, and the options for the library that draws them.

const FONT = 13;
const LINE = 18;
const GAP = 8;
/** The most lines of a label; the table beside the chart has the whole text. */
const MAX_LINES = 6;
/** Characters that must not begin a line in Chinese. */
const CLOSING = '，。、；：？！）》”';
/** A chart with more bars than this shows this many and a slider. */
const MAX_BARS = 24;

/** Each kind with its height, given a width, and its options for the library. */
export const bars = {
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

function shownLabels(data) {
  return Math.min(data.labels.length, MAX_BARS);
}

function labelWidth(width) {
  return Math.min(260, Math.max(96, width * 0.4));
}

/** The height of a row, the same for all: as much as the longest label needs. */
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

/** Text in at most this many lines of this width in pixels; Chinese characters are as wide as they are high. */
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
  const shown = end ? 56 : 24;
  const legend = data.series.length > 1;
  const text = { color: theme.ink, fontSize: FONT, fontFamily: theme.font };
  return {
    animation: false,
    textStyle: text,
    color: theme.colours,
    aria: { enabled: true, label: { enabled: false }, decal: { show: legend } },
    grid: {
      left: 4,
      right: many ? 40 : shown,
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
