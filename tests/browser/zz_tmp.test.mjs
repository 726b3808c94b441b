import { after, before, describe } from 'node:test';
import { open, close } from './site.mjs';
import citizen from './citizen.mjs'; import adminDesk from './admin_desk.mjs'; import adminYear from './admin_year.mjs';
describe('all', () => { before(open); after(close);
describe('citizen', citizen); describe('desk', adminDesk); describe('year', adminYear); });
