import { describe, expect, it } from 'vitest';
import { type Audience, audiencesThrough, type Channel } from './access.ts';

describe('who may see an entry of some channels', () => {
  it.each<[Audience[], Channel[], Audience[]]>([
    [
      ['public', 'hotline', 'window'],
      ['web', 'hotline', 'window'],
      ['public', 'hotline', 'window'],
    ],
    [['public'], ['web'], ['public']],
    [['public'], ['hotline'], ['hotline']],
    [['public'], ['hotline', 'window'], ['hotline', 'window']],
    [['hotline'], ['web', 'hotline', 'window'], ['hotline']],
    [['hotline', 'window'], ['window'], ['window']],
    [['hotline'], ['window'], []],
    [['hotline'], ['web'], []],
    [[], ['web', 'hotline'], []],
    [['public'], [], []],
  ])('allowed %j, shown on %j: %j', (allowed, channels, seen) => {
    expect(audiencesThrough(allowed, channels)).toEqual(seen);
  });
});
