// What ical.js reads of a calendar: one JSON object on standard output.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const version = JSON.parse(readFileSync(new URL("./node_modules/ical.js/package.json", import.meta.url))).version;
const read = path => {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  return calendar.getAllSubcomponents("vevent").map(each => {
    const event = new ICAL.Event(each);
    return {
      uid: event.uid, start: event.startDate.toString(), end: event.endDate?.toString() ?? "",
      summary: event.summary, edtf: each.getFirstPropertyValue("x-edtf"), status: each.getFirstPropertyValue("status"),
      whole: event.startDate.isDate,
    };
  });
};
console.log(JSON.stringify({ version, read: Object.fromEntries(process.argv.slice(2).map(path => [path, read(path)])) }));
