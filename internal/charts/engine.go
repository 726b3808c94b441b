package charts

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/dop251/goja"
)

//go:embed all:dist
var dist embed.FS

const bundle = "dist/ssr.js"

// Engine draws charts. It holds one JavaScript machine, started at the first
// drawing, and is safe for use by several goroutines.
type Engine struct {
	turn    chan struct{} // holds one token; who takes it may use the rest
	program func() (*goja.Program, error)
	machine *goja.Runtime
	draw    goja.Callable
}

// Drawing is a chart in the two forms that pages need.
type Drawing struct {
	Option []byte // JSON, for the browser
	SVG    []byte // clean: no styles, classes or sizes; to be inlined
}

// NewEngine returns an engine; the error says how to build what it needs.
func NewEngine() (*Engine, error) {
	source, err := dist.ReadFile(bundle)
	if err != nil {
		return nil, errors.New("画图程序没有构建进来：请运行 make assets 后重新构建")
	}
	return &Engine{
		turn:    make(chan struct{}, 1),
		program: sync.OnceValues(func() (*goja.Program, error) { return goja.Compile(bundle, string(source), false) }),
	}, nil
}

// style counts the changes to how charts look that are not in the bundle.
const style = "5"

// Version names what draws: equal versions draw equal pictures.
func Version() string {
	source, err := dist.ReadFile(bundle)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(source)
	return hex.EncodeToString(sum[:4]) + "." + style
}

// painter is a chart that is drawn while somebody waits for it: it paints
// itself what ECharts would draw from its option, a thousand times faster.
type painter interface{ paint() ([]byte, error) }

// Draw draws a chart. It stops with the error of ctx when ctx ends, whether it
// waits for another drawing or draws.
func (e *Engine) Draw(ctx context.Context, c Chart) (Drawing, error) {
	p, err := c.plan()
	if err != nil {
		return Drawing{}, err
	}
	option, err := json.Marshal(p.option)
	if err != nil {
		return Drawing{}, fmt.Errorf("图里有画不出的数：%w", err)
	}
	if painted, ok := c.(painter); ok {
		svg, err := painted.paint()
		return Drawing{Option: option, SVG: svg}, err
	}
	raw, err := e.render(ctx, string(option), p.width, p.height)
	if err != nil {
		return Drawing{}, err
	}
	svg, err := clean(raw, p)
	return Drawing{Option: option, SVG: svg}, err
}

func (e *Engine) render(ctx context.Context, option string, width, height int) (string, error) {
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if e.machine == nil {
		if err := e.start(); err != nil {
			return "", err
		}
	}
	// The interruption may come when the engine has moved on to another machine.
	machine := e.machine
	stop := context.AfterFunc(ctx, func() { machine.Interrupt(ctx.Err()) })
	out, err := e.draw(goja.Undefined(), machine.ToValue(option), machine.ToValue(width), machine.ToValue(height))
	if !stop() || err != nil {
		// A machine that was interrupted or that failed half-way is not used again.
		e.machine, e.draw = nil, nil
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil {
		return "", fmt.Errorf("画图出错：%w", err)
	}
	return out.String(), nil
}

// start runs the bundle, compiled once, in a new machine.
func (e *Engine) start() error {
	program, err := e.program()
	if err != nil {
		return fmt.Errorf("画图程序读不懂：%w", err)
	}
	m := goja.New()
	nothing := func(goja.FunctionCall) goja.Value { return goja.Undefined() }
	console := m.NewObject()
	for _, name := range []string{"log", "warn", "error"} {
		if err := console.Set(name, nothing); err != nil {
			return err
		}
	}
	for name, value := range map[string]any{"console": console, "setTimeout": nothing, "clearTimeout": nothing} {
		if err := m.Set(name, value); err != nil {
			return err
		}
	}
	if _, err := m.RunProgram(program); err != nil {
		return fmt.Errorf("画图程序起不来：%w", err)
	}
	draw, ok := goja.AssertFunction(m.Get("draw"))
	if !ok {
		return errors.New("画图程序里没有 draw：请运行 make assets 后重新构建")
	}
	e.machine, e.draw = m, draw
	return nil
}
