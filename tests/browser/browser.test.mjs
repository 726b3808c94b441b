// Looks at the whole site as its visitors do: with and without scripts, on a
// phone and at a desk, by keyboard, on paper. `make test-browser` runs it;
// one part alone: node --test-name-pattern=图表 tests/browser/browser.test.mjs
import { after, before, describe } from 'node:test';

import adminDesk from './admin_desk.mjs';
import adminPeople from './admin_people.mjs';
import adminYear from './admin_year.mjs';
import charts from './charts.mjs';
import citizen from './citizen.mjs';
import data from './data.mjs';
import copies from './export.mjs';
import figures from './figures.mjs';
import keyboard from './keyboard.mjs';
import links from './links.mjs';
import many from './many.mjs';
import pages from './pages.mjs';
import paper from './paper.mjs';
import search from './search.mjs';
import { close, open } from './site.mjs';
import years from './years.mjs';
import zoom from './zoom.mjs';

describe('明账的网站', () => {
  before(open);
  after(close);
  describe('每类页面', pages);
  describe('链接', links);
  describe('每个数字通到原文', figures);
  describe('图表', charts);
  describe('市民的一问', citizen);
  describe('引用、嵌入与取数', data);
  describe('查找与原因', search);
  describe('键盘', keyboard);
  describe('放大与窄屏', zoom);
  describe('打印', paper);
  describe('前后年度', years);
  describe('许多单位', many);
  describe('静态副本', copies);
  describe('管理人员', adminPeople);
  describe('上传、审阅与审核', adminDesk);
  describe('一整年', adminYear);
});
