package brief

import "reflect"

// Forms are the types of what this package writes as JSON, by the question that each
// answers, for descriptions of it. "refused" is a line of "added" for what could not
// be read. The tag "one" of a field lists the values that it can have, by bars.
func Forms() map[string]reflect.Type {
	return map[string]reflect.Type{
		"brief": reflect.TypeFor[briefJSON](), "timeline": reflect.TypeFor[timelinesJSON](), "origins": reflect.TypeFor[originsJSON](), "why": reflect.TypeFor[whyJSON](),
		"who": reflect.TypeFor[askedJSON](), "who in stories": reflect.TypeFor[askedInStoriesJSON](), "check in stories": reflect.TypeFor[checkedInStoriesJSON](), "lines": reflect.TypeFor[linesJSON](),
		"stories": reflect.TypeFor[storyLinesJSON](), "claims": reflect.TypeFor[claimLinesJSON](), "hits": reflect.TypeFor[hitsJSON](),
		"history": reflect.TypeFor[historyJSON](), "versions": reflect.TypeFor[versionsJSON](), "news": reflect.TypeFor[newsSinceJSON](), "gaps": reflect.TypeFor[gapsJSON](),
		"corrections": reflect.TypeFor[judgementsJSON](), "added": reflect.TypeFor[Outcome](), "refused": reflect.TypeFor[refusedJSON](),
	}
}
