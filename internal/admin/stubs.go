package admin

func (s *Server) routesPeople() {}
func (s *Server) routesOwn()    {}
func (s *Server) routesTrail()  {}
