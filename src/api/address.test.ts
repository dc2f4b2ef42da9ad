import { describe, expect, it } from 'vitest';
import { addressHasher, networkOf } from './address.ts';

describe('networkOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:DB8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s -> %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('addressHasher', () => {
  it('tells addresses apart, differs by salt and does not contain the address', () => {
    const one = addressHasher();
    expect(one('203.0.113.7')).toBe(one('203.0.113.7'));
    expect(one('203.0.113.7')).not.toBe(one('203.0.113.8'));
    expect(addressHasher()('203.0.113.7')).not.toBe(one('203.0.113.7'));
  });
});
