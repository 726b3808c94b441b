package pdf

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"

	"github.com/klippa-app/go-pdfium"
)

// native calls the functions of PDFium, as its C headers name them. The
// library's own wrappers allocate and free memory inside the engine for every
// number that a function returns: a page of text needs thousands. After the
// first failure every call returns 0.
type native struct {
	ctx       context.Context
	module    reflect.Value // has methods ExportedFunction and Memory
	functions map[string]function
	memory    memory
	stack     [8]uint64
	scratch   uint32 // room for what functions return through pointers
	err       error
}

type function interface {
	CallWithStack(ctx context.Context, stack []uint64) error
}

type memory interface {
	ReadUint32Le(offset uint32) (uint32, bool)
	ReadFloat32Le(offset uint32) (float32, bool)
	ReadFloat64Le(offset uint32) (float64, bool)
	Write(offset uint32, v []byte) bool
}

// scratchSize is the room that the largest of these needs, a matrix and more.
const scratchSize = 64

var errLibrary = errors.New("pdf: the library has not the engine that this program knows")

// newNative reaches through the library to its engine. The types of what it
// gives are its own; what they can do is known.
func newNative(ctx context.Context, instance pdfium.Pdfium) (*native, error) {
	impl := reflect.Indirect(reflect.ValueOf(instance.GetImplementation()))
	if impl.Kind() != reflect.Struct || !impl.FieldByName("Module").IsValid() {
		return nil, errLibrary
	}
	n := &native{ctx: ctx, module: impl.FieldByName("Module"), functions: map[string]function{}}
	var ok bool
	if n.memory, ok = n.get("Memory").(memory); !ok {
		return nil, errLibrary
	}
	n.scratch = uint32(n.call("malloc", scratchSize))
	return n, n.err
}

// get calls a method of the engine's module, nil when it has none.
func (n *native) get(method string, args ...string) any {
	m := n.module.MethodByName(method)
	if !m.IsValid() || m.Type().NumIn() != len(args) || m.Type().NumOut() != 1 {
		return nil
	}
	var in []reflect.Value
	for _, a := range args {
		in = append(in, reflect.ValueOf(a))
	}
	out := m.Call(in)[0]
	if !out.CanInterface() {
		return nil
	}
	return out.Interface()
}

// call calls a function and returns what it returns, as an unsigned number.
func (n *native) call(name string, args ...uint64) uint64 {
	if n.err != nil {
		return 0
	}
	f := n.functions[name]
	if f == nil {
		var ok bool
		if f, ok = n.get("ExportedFunction", name).(function); !ok {
			n.err = fmt.Errorf("%w: no %s", errLibrary, name)
			return 0
		}
		n.functions[name] = f
	}
	copy(n.stack[:], args)
	if n.err = f.CallWithStack(n.ctx, n.stack[:]); n.err != nil {
		return 0
	}
	return n.stack[0]
}

// count is call for functions that return an int, below 0 for a failure.
func (n *native) count(name string, args ...uint64) int {
	return max(0, int(int32(n.call(name, args...))))
}

// at is the place of the i-th number of size bytes in the scratch room.
func (n *native) at(i, size int) uint64 { return uint64(n.scratch) + uint64(i*size) }

func (n *native) double(i int) float64 {
	v, _ := n.memory.ReadFloat64Le(uint32(n.at(i, 8)))
	return v
}

func (n *native) float(i int) float64 {
	v, _ := n.memory.ReadFloat32Le(uint32(n.at(i, 4)))
	return float64(v)
}

func (n *native) int(i int) int {
	v, _ := n.memory.ReadUint32Le(uint32(n.at(i, 4)))
	return int(int32(v))
}

// file copies a file into the engine and returns where it is.
func (n *native) file(data []byte) uint64 {
	at := n.call("malloc", uint64(len(data)))
	if n.err == nil && (at == 0 || !n.memory.Write(uint32(at), data)) {
		n.err = errors.New("pdf: the file does not fit into the engine")
	}
	return at
}

// single is the number in a result of the type float.
func single(v uint64) float64 { return float64(math.Float32frombits(uint32(v))) }
