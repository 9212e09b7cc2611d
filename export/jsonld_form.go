package export

// The form of JSON-LD: the nodes of the W3C Web Annotation Data Model and of
// PROV-O that are written, with their keys in their order.

// Addresses of the vocabularies.
const (
	annotationContext = "http://www.w3.org/ns/anno.jsonld" // as the model writes it, with http
	provNamespace     = "http://www.w3.org/ns/prov#"
	termsNamespace    = "http://purl.org/dc/terms/"
	// vocabulary holds the keys that no standard has: standing, levels, counts.
	vocabulary = "https://github.com/readout-project/readout#"
)

// ownContext declares what the context of annotations does not.
type ownContext struct {
	Prov    string `json:"prov"`
	Terms   string `json:"dcterms"`
	Readout string `json:"readout"`
}

// collection is an AnnotationCollection with its one page inside.
type collection struct {
	Context   []any         `json:"@context"`
	ID        string        `json:"id"`
	Type      []string      `json:"type"`
	Label     string        `json:"label"`
	Generator softwareNode  `json:"generator"`
	Derived   []*reportNode `json:"prov:wasDerivedFrom"`
	Total     int           `json:"total"`
	First     *pageNode     `json:"first,omitempty"`
	Last      string        `json:"last,omitempty"`
}

type softwareNode struct {
	ID       string   `json:"id"`
	Type     []string `json:"type"`
	Name     string   `json:"name"`
	Version  string   `json:"readout:version,omitempty"`
	Pipeline string   `json:"readout:pipeline,omitempty"`
}

// pageNode is an AnnotationPage.
type pageNode struct {
	ID         string       `json:"id"`
	Type       string       `json:"type"`
	PartOf     string       `json:"partOf"`
	StartIndex int          `json:"startIndex"`
	Items      []annotation `json:"items"`
}

// reportNode is a report: whose it is, and from what it was taken where it is a
// copy or passes on another newsroom's reporting.
type reportNode struct {
	ID         string        `json:"id"`
	Type       []string      `json:"type"`
	Label      string        `json:"label"` // the letter of the report
	Title      string        `json:"dcterms:title,omitempty"`
	Issued     string        `json:"dcterms:issued,omitempty"`
	SHA256     string        `json:"readout:sha256"`
	Attributed *agentNode    `json:"prov:wasAttributedTo,omitempty"`
	Derived    []*derivation `json:"prov:wasDerivedFrom,omitempty"`
}

// derivation is an entity that another was taken from: its id alone where it is a
// report of the collection, else whose it is.
type derivation struct {
	ID         string     `json:"id,omitempty"`
	Type       string     `json:"type,omitempty"`
	Attributed *agentNode `json:"prov:wasAttributedTo,omitempty"`
}

// agentNode is somebody whose words or reporting something is.
type agentNode struct {
	ID   string   `json:"id,omitempty"`
	Type []string `json:"type"`
	Name string   `json:"name,omitempty"`
	Kind string   `json:"readout:kind,omitempty"`
}

// annotation is one piece of evidence: the claim is the body, the span the target.
type annotation struct {
	ID         string     `json:"id"`
	Type       string     `json:"type"`
	Motivation string     `json:"motivation"`
	Body       claimNode  `json:"body"`
	Target     targetNode `json:"target"`
	Stance     string     `json:"readout:stance"`
	Withdrawn  string     `json:"readout:withdrawn,omitempty"`
}

// claimNode is a claim as a TextualBody.
type claimNode struct {
	ID           string `json:"id"`
	Type         string `json:"type"`
	Value        string `json:"value"`
	Format       string `json:"format"`
	Language     string `json:"language"`
	Claim        string `json:"readout:claim"`
	Story        string `json:"readout:story"`
	Ledger       string `json:"readout:ledger"`
	Status       string `json:"readout:status"`
	Level        string `json:"readout:level"`
	Count        int    `json:"readout:count"`
	Independence string `json:"readout:independence"`
	Reason       string `json:"readout:reason,omitempty"`
}

// targetNode is a SpecificResource: words of a report, and what they rest on.
type targetNode struct {
	ID         string         `json:"id"`
	Type       []string       `json:"type"`
	Source     string         `json:"source"`
	Selector   []selectorNode `json:"selector"`
	Form       string         `json:"readout:form,omitempty"`
	Position   string         `json:"readout:position,omitempty"`
	Attributed *agentNode     `json:"prov:wasAttributedTo,omitempty"`
	Derived    *sourceNode    `json:"prov:wasDerivedFrom,omitempty"`
	Primary    *sourceNode    `json:"prov:hadPrimarySource,omitempty"`
}

// selectorNode is a TextPositionSelector or a TextQuoteSelector.
type selectorNode struct {
	Type   string  `json:"type"`
	Start  *int    `json:"start,omitempty"`
	End    *int    `json:"end,omitempty"`
	Exact  *string `json:"exact,omitempty"`
	Prefix *string `json:"prefix,omitempty"`
	Suffix *string `json:"suffix,omitempty"`
}

// sourceNode is one hop of a chain: what somebody said or reported, and what that
// rests on in turn.
type sourceNode struct {
	Type       string      `json:"type"`
	Attributed *agentNode  `json:"prov:wasAttributedTo"`
	Cue        string      `json:"readout:cue,omitempty"`
	Derived    *sourceNode `json:"prov:wasDerivedFrom,omitempty"`
	Primary    *sourceNode `json:"prov:hadPrimarySource,omitempty"`
}
