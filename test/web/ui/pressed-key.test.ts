import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pressedKey } from '../../../web/src/ui/pressed-key.ts';

describe('the key that a press counts as', () => {
  for (const [layout, key, code, shiftKey, counted] of [
    ['Latin', 'j', 'KeyJ', false, 'j'],
    ['French', 'a', 'KeyQ', false, 'a'],
    ['French', '?', 'KeyM', true, '?'],
    ['Arabic', 'ت', 'KeyJ', false, 'j'],
    ['Arabic', 'ـ', 'KeyJ', true, 'J'],
    ['Arabic', 'ظ', 'Slash', false, '/'],
    ['Arabic', '؟', 'Slash', true, '?'],
    ['Arabic', '١', 'Digit1', false, '١'],
    ['Russian', 'о', 'KeyJ', false, 'j'],
    ['German', 'ü', 'BracketLeft', false, 'ü'],
    ['any', 'ArrowDown', 'ArrowDown', false, 'ArrowDown'],
    ['any', 'Dead', 'KeyE', false, 'Dead'],
  ] as const)
    it(`${key} of a ${layout} layout is ${counted}`, () => assert.equal(pressedKey({ key, code, shiftKey }), counted));
});
