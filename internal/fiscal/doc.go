// Package fiscal holds the words of the field as types: what a 部门决算
// (departmental final account) is made of, and the official tables that give
// those words their meaning. It knows no file format, no database, no page.
//
// The JSON form of Report is the public contract of `portal extract`
// (docs/contract.md). Names in it are final: add, never rename.
package fiscal
