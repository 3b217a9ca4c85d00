// Reads dates with chrono-node for the benchmark; the commands are those of bench/peers/__init__.py.
// node chrono.mjs PATH_OF_CHRONO_NODE
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const chrono = await import(pathToFileURL(process.argv[2] + "/dist/esm/index.js"));
let documents = [];
let expected = 0;

const two = (n) => String(n).padStart(2, "0");
const day = (y, m, d) => `${String(y).padStart(4, "0")}-${two(m)}-${two(d)}`;
const read = ({ language, reference, text }) => chrono[language].parse(text, reference);

// The days that a result stands for, as sharp as the parts it is certain of: a day, a month or a year.
function bounds(part) {
  const [y, m, d] = [part.get("year"), part.get("month"), part.get("day")];
  if (part.isCertain("day") || part.isCertain("weekday")) return [day(y, m, d), day(y, m, d)];
  if (part.isCertain("month")) return [day(y, m, 1), day(y, m, new Date(y, m, 0).getDate())];
  if (part.isCertain("year")) return [day(y, 1, 1), day(y, 12, 31)];
  return null; // a time of day alone
}

function finds(document) {
  const points = (units) => [...document.text.slice(0, units)].length;
  const found = [];
  for (const result of read(document)) {
    const start = bounds(result.start);
    const end = (result.end && bounds(result.end)) || start;
    if (start) found.push([points(result.index), points(result.index + result.text.length), start[0] + "/" + end[1]]);
  }
  return found.map((find) => find.join(",")).join(";");
}

function answer(line) {
  if (expected) {
    const [language, reference, encoded] = line.split("\t");
    const [y, m, d] = reference.split("-").map(Number);
    const text = Buffer.from(encoded, "base64").toString("utf8");
    documents.push({ language, reference: new Date(y, m - 1, d, 12), text });
    return --expected ? null : "ok";
  }
  if (line.startsWith("load ")) {
    documents = [];
    expected = Number(line.slice(5));
    return null;
  }
  if (line === "find") return documents.map(finds).join("\n");
  const before = process.cpuUsage();
  let found = 0;
  for (const document of documents) found += read(document).length;
  const used = process.cpuUsage(before);
  return `${(used.user + used.system) / 1e6} ${found}`;
}

for await (const line of createInterface({ input: process.stdin })) {
  const said = answer(line);
  if (said !== null) process.stdout.write(said + "\n");
}
