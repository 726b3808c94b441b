package web

import (
	"mingzhang/internal/data"
	"mingzhang/internal/story"
)

// stated gives a fact of the store to the pages.
func stated(p *data.Placed) *story.Stated {
	if p == nil {
		return nil
	}
	return &story.Stated{Fact: p.Fact, At: p.At}
}

// standing gives what a report says of an item to the pages.
func standing(s data.Standing, absent story.Nothing) story.Standing {
	return story.Standing{
		Year: s.Year, Final: stated(s.Final), Prior: stated(s.Prior), Change: stated(s.Change), Growth: stated(s.Growth),
		Initial: stated(s.Initial), Full: stated(s.Full), Variance: stated(s.Variance), Completion: stated(s.Completion),
		Whole: stated(s.Whole), Staff: stated(s.Staff), Absent: absent,
	}
}

// absence is why a document of the year does not state an item.
func absence(unread bool) story.Nothing {
	if unread {
		return story.Unread
	}
	return story.NotMentioned
}
