import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { failure } from './failure.js';

/**
 * Says that a profile is not there, before the SDK says what follows from that: no Region, no credentials.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function checkProfile(profile: string | undefined): void {
  if (profile === undefined) return;
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  const files = [
    AWS_CONFIG_FILE ?? path.join(homedir(), '.aws', 'config'),
    AWS_SHARED_CREDENTIALS_FILE ?? path.join(homedir(), '.aws', 'credentials'),
  ];
  const profiles = [...new Set(files.flatMap(profilesIn))];
  if (profiles.includes(profile)) return;
  throw failure(
    `there is no profile ${profile} in ${files.join(' or ')}`,
    profiles.length ? `There are ${profiles.join(', ')}.` : 'Neither holds any: aws configure makes one.',
  );
}

function profilesIn(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  const sections = [...text.matchAll(/^\s*\[\s*([^\]]+?)\s*\]/gm)].map(([, name]) => name);
  // In the configuration a profile has its word before its name; other sections have words of their own.
  return sections
    .map((name) => name.replace(/^profile\s+/, '').replace(/^(["'])(.*)\1$/, '$2'))
    .filter((name) => !/\s/.test(name));
}
