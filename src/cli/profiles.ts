import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { own } from '../schema/index.js';
import { type CredentialsSource, failure } from './failure.js';

type Section = { readonly [setting: string]: string };

/**
 * Says that a profile is not there, before the SDK says what follows from that: no Region, no credentials.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function checkProfile(profile: string | undefined): void {
  if (profile === undefined) return;
  const profiles = readProfiles();
  if (Object.hasOwn(profiles, profile)) return;
  const names = Object.keys(profiles);
  throw failure(
    `there is no profile ${profile} in ${files().join(' or ')}`,
    names.length ? `There are ${names.join(', ')}.` : 'Neither holds any: aws configure makes one.',
  );
}

/**
 * The source of the credentials, by the profile that was named.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export function credentialsSource(named: string | undefined): CredentialsSource {
  const { AWS_ACCESS_KEY_ID, AWS_SESSION_TOKEN, AWS_PROFILE, AWS_WEB_IDENTITY_TOKEN_FILE } = process.env;
  if (named === undefined && AWS_ACCESS_KEY_ID) {
    const variables = `AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY${AWS_SESSION_TOKEN ? ', AWS_SESSION_TOKEN' : ''}`;
    return {
      what: 'AWS_ACCESS_KEY_ID in the environment',
      renew: `Set new ones (aws sso login, then aws configure export-credentials --format env), or unset ${variables}, so that a profile counts`,
      flag: '',
    };
  }
  const profiles = readProfiles();
  const profile = named ?? AWS_PROFILE ?? 'default';
  if (Object.hasOwn(profiles, profile)) {
    const flag = profile === 'default' && !named ? '' : ` --profile ${profile}`;
    return { what: `the profile ${profile}`, renew: renewal(profile, profiles), flag };
  }
  if (AWS_WEB_IDENTITY_TOKEN_FILE) {
    const renew = `Let what writes the token in ${AWS_WEB_IDENTITY_TOKEN_FILE} write a new one`;
    return { what: 'the web identity in AWS_WEB_IDENTITY_TOKEN_FILE', renew, flag: '' };
  }
  const renew = 'They renew themselves: look at the role, or sign in otherwise (aws sso login, --profile)';
  return { what: 'the role of this machine', renew, flag: '' };
}

/** How a profile gets new credentials: by what its section in the files says of them. */
function renewal(profile: string, profiles: Profiles, depth = 0): string {
  const section = own(profiles, profile) ?? {};
  const has = (...settings: readonly string[]) => settings.some((setting) => own(section, setting));
  if (has('sso_session', 'sso_start_url')) return `Sign in again: aws sso login --profile ${profile}`;
  if (has('login_session')) return `Sign in again: aws login --profile ${profile}`;
  if (has('credential_process'))
    return `Its credential_process gives them, in ${files()[0]}: see why it gives old ones`;
  if (has('web_identity_token_file')) return `Let what writes ${section.web_identity_token_file} write a new token`;
  if (has('role_arn') && has('source_profile') && depth < 5 && section.source_profile !== profile)
    return renewal(section.source_profile, profiles, depth + 1);
  const temporary = has('aws_session_token') ? ' They are temporary: what wrote them there writes new ones' : '';
  return `Put new keys into ${files()[1]}: aws configure --profile ${profile}.${temporary || ' Or sign in: aws sso login'}`;
}

type Profiles = { readonly [profile: string]: Section };

function files(): [config: string, credentials: string] {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  return [
    AWS_CONFIG_FILE ?? path.join(homedir(), '.aws', 'config'),
    AWS_SHARED_CREDENTIALS_FILE ?? path.join(homedir(), '.aws', 'credentials'),
  ];
}

/** The profiles of both files, with the settings that these say of them. */
function readProfiles(): Profiles {
  const profiles: Record<string, Record<string, string>> = Object.create(null);
  for (const file of files()) {
    let section: Record<string, string> | undefined;
    for (const line of linesOf(file)) {
      const [, heading] = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line) ?? [];
      if (heading !== undefined) {
        // In the configuration a profile has its word before its name; other sections have words of their own.
        const name = heading.replace(/^profile\s+/, '').replace(/^(["'])(.*)\1$/, '$2');
        section = /\s/.test(name) ? undefined : { ...profiles[name] };
        if (section) profiles[name] = section;
      } else if (section) {
        const [, setting, value] = /^([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
        if (setting !== undefined) section[setting] = value;
      }
    }
  }
  return profiles;
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}
