// Charts of staff and regulator pages. The numbers come as JSON beside the figure, and stand in a table under it.
import { BarChart, LineChart, PieChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, LineChart, PieChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const drawn = new Map();

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function axis(values) {
  const soft = colour("--ink-soft");
  const line = { lineStyle: { color: colour("--line") } };
  return { ...values, axisLabel: { color: soft, ...values.axisLabel }, axisLine: line, splitLine: line };
}

// The height of a legend that shows every name: it breaks into lines where the figure is narrow.
function legendHeight(names, width, font) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  let [lines, used] = [1, 0];
  for (const name of names) {
    const needs = pen.measureText(name).width + 45;
    if (used > 0 && used + needs > width) [lines, used] = [lines + 1, 0];
    used += needs;
  }
  return lines * 24;
}

// data: {kind: bar|line|pie, labels: [...], series: [{name, values, tone}], unit, stacked}
function option(data, name, width) {
  const text = { color: colour("--ink"), fontFamily: getComputedStyle(document.body).fontFamily };
  const tones = ["running", "near", "ok", "missed", "breach", "waiting"];
  const series = data.series.map((row, index) => ({
    type: data.kind,
    name: row.name,
    stack: data.stacked ? "all" : undefined,
    data: data.kind === "pie" ? row.values.map((value, at) => ({ value, name: data.labels[at] })) : row.values,
    color: data.kind === "pie" ? undefined : colour(`--fill-${row.tone || tones[index % tones.length]}`),
    radius: ["45%", "72%"],
    label: { show: false },
    barMaxWidth: 36,
    symbolSize: 8,
  }));
  const base = {
    aria: { enabled: true, label: { description: name }, decal: { show: true } },
    color: tones.map((tone) => colour(`--fill-${tone}`)),
    backgroundColor: "transparent",
    textStyle: text,
    animation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    legend: { bottom: 0, textStyle: text, show: data.kind === "pie" || data.series.length > 1 },
    // Rich text is drawn on the canvas: an HTML tooltip needs inline styles, which the page's policy forbids.
    tooltip: { trigger: data.kind === "pie" ? "item" : "axis", renderMode: "richText", confine: true },
    series,
  };
  if (data.kind === "pie") return base;
  const legend = legendHeight(data.series.map((row) => row.name), width, `12px ${text.fontFamily}`);
  const sides = data.horizontal ? ["yAxis", "xAxis"] : ["xAxis", "yAxis"];
  return {
    ...base,
    grid: { left: 8, right: 16, top: 16, bottom: data.series.length > 1 ? legend + 16 : 8, containLabel: true },
    [sides[0]]: axis({
      type: "category",
      data: data.labels,
      inverse: Boolean(data.horizontal),
      // Names of bodies are long; beside the bars they break into lines, or a phone has no room for the bars.
      axisLabel: data.horizontal ? { width: 112, overflow: "break" } : {},
    }),
    [sides[1]]: axis({ type: "value", name: data.unit, minInterval: 1 }),
  };
}

function draw(figure) {
  const canvas = figure.querySelector(".chart-canvas");
  const data = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  drawn.get(canvas)?.dispose();
  const chart = init(canvas, colour("color-scheme") === "dark" ? "dark" : null);
  chart.setOption(option(data, figure.querySelector("figcaption").textContent.trim(), canvas.clientWidth));
  drawn.set(canvas, chart);
}

function drawAll(root) {
  root.querySelectorAll("figure[data-chart]").forEach(draw);
}

function forgetGone() {
  for (const [canvas, chart] of drawn) {
    if (canvas.isConnected) continue;
    chart.dispose();
    drawn.delete(canvas);
  }
}

document.addEventListener("DOMContentLoaded", () => drawAll(document));
document.addEventListener("htmx:afterSettle", (event) => {
  forgetGone();
  drawAll(event.target);
});
window.addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
new MutationObserver(() => drawAll(document)).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
