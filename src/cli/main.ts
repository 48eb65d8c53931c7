#!/usr/bin/env node
import manifest from '../../package.json' with { type: 'json' };
import { runCommandLine } from './commandLine.js';
import { guardStreams } from './streams.js';

guardStreams();
void runCommandLine(process.argv, manifest.version);
