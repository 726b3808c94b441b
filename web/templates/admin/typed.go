package admin

import "slices"

// Typed is what somebody had filled into a form when it was not taken.
type Typed struct {
	Form   string // the last word of its address, "" when nothing was refused
	Values map[string]string
	Words  []TypedWord // for when the form is not there any more
}

// TypedWord is one field of it as people call it.
type TypedWord struct{ Label, Text string }

// Or returns what was filled into a field of a form, what it holds otherwise
// when that was another form.
func (t Typed) Or(form, field, otherwise string) string {
	if text, ok := t.Values[field]; ok && t.Form == form {
		return text
	}
	return otherwise
}

// Lost are the words of a form that the page does not show any more, because
// the draft or the person's part in it is another one by now.
func (v Review) Lost() []TypedWord {
	state, entry := v.Draft.State, []string{"draft", "returned"}
	shown := true
	switch v.Typed.Form {
	case "submit", "discard":
		shown = v.Entry && slices.Contains(entry, state)
	case "approve", "return":
		shown = v.Reviewer && v.Hand == "" && state == "submitted"
	case "revoke":
		shown = v.Reviewer && state == "approved"
	case "meta":
		shown = v.Editable
	}
	if shown {
		return nil
	}
	return v.Typed.Words
}
