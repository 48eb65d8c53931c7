/**
 * What is missing in the changelog for this version: a section with its date, with lines in it. Lines under "Unreleased" were
 * forgotten.
 */
export function changelogIssues(text, version) {
  const sections = text.split(/^## /m).slice(1);
  const find = (name) => sections.find((section) => section.startsWith(`[${name}]`));
  const section = find(version);
  if (section === undefined) return [`there is no section "## [${version}] - <date>"`];
  const [heading] = section.split('\n', 1);
  const [, date] = /^\[[^\]]+\] - (\d{4}-\d{2}-\d{2})$/.exec(heading) ?? [];
  const isDate = date !== undefined && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
  return [
    ...(isDate ? [] : [`"## ${heading}" has no date: write "## [${version}] - YYYY-MM-DD"`]),
    ...(/^- /m.test(section) ? [] : [`the section of ${version} says nothing`]),
    ...(/^- /m.test(find('Unreleased') ?? '') ? [`lines under "Unreleased" belong under ${version}`] : []),
  ];
}
